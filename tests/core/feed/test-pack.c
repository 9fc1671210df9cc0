/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packs and catalogues: what is written is read again, and what is not as announced is refused. */
#include "core/feed/mado-pack-reader.h"
#include "core/feed/mado-pack-writer.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/feed/mado-feed-error.h"
#include "support/store-fixture.h"

#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"

static GBytes *
compress (const char *text, gsize length)
{
  g_autoptr (GConverter) gzip
      = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autoptr (GInputStream) plain
      = g_memory_input_stream_new_from_data (text, (gssize) length, NULL);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (plain, gzip);
  g_autoptr (GOutputStream) to = g_memory_output_stream_new_resizable ();

  g_output_stream_splice (to, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (to));
}

/* What a pack of @bytes says: a letter an operation, or what is wrong. */
static char *
read_bytes (GBytes *bytes, const MadoPack *pack)
{
  g_autoptr (GInputStream) file = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (MadoPackReader) reader = mado_pack_reader_new (file, "feed", pack);
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  MadoOperation operation;

  while (mado_pack_reader_next (reader, &operation, NULL, &error))
    switch (operation.type)
      {
      case MADO_OPERATION_PUT:
        g_string_append_printf (found, "+%s ", mado_record_get_id (operation.record));
        break;
      case MADO_OPERATION_DROP:
        g_string_append_printf (found, "-%s ", operation.id);
        break;
      case MADO_OPERATION_REFUSE:
        g_string_append_printf (found, "(%s) ", operation.refusal->message);
        break;
      case MADO_OPERATION_CHECK:
        g_string_append (found, "?");
        break;
      }
  if (error != NULL)
    {
      g_assert_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED);
      return g_strdup (error->message);
    }
  return g_string_free (g_steal_pointer (&found), FALSE);
}

#define REC(id)                                                                                    \
  "{\"id\":\"" id "\",\"k\":\"put\",\"rec\":{\"id\":\"" id                                         \
  "\",\"kind\":\"term\",\"title\":{\"en\":"                                                        \
  "\"One\",\"ja\":\"一\"},\"reading\":\"いち\",\"summary\":{\"en\":\"About.\",\"ja\":"          \
  "\"説明です。\"},"                                                                          \
  "\"category\":\"legal\",\"verified\":false}}\n"
#define HEAD "{\"k\":\"delta\",\"set\":\"feed\",\"from\":4,\"to\":5,\"puts\":1,\"dels\":1}\n"
#define DEL "{\"k\":\"del\",\"id\":\"b\"}\n"
#define END "{\"k\":\"end\",\"lines\":2,\"state\":\"" ZEROS "\"}\n"

static void
refuses_what_is_not_as_announced (void)
{
  static const struct
  {
    const char *text;
    const char *says;
  } cases[] = {
    { HEAD REC ("a") DEL END, "+a -b ?" },
    { HEAD DEL REC ("a") END, "-b +a ?" },
    { "", "line 0: its end is missing" },
    { HEAD, "line 1: its end is missing" },
    { HEAD REC ("a") DEL, "line 3: its end is missing" },
    { HEAD REC ("a") END, "line 3: it does not have as many lines as it says" },
    { HEAD REC ("a") DEL DEL "{\"k\":\"end\",\"lines\":3,\"state\":\"" ZEROS "\"}\n",
      "line 5: it does not have as many lines as it says" },
    { HEAD REC ("a") DEL END DEL, "line 5: it does not end where it says" },
    { HEAD REC ("a") DEL "{\"k\":\"end\",\"lines\":2,\"state\":\"0\"}\n",
      "line 4: “state” is not 64 hexadecimal digits" },
    { HEAD REC ("a") DEL "{\"k\":\"end\",\"lines\":2,\"state\":\"" ZEROS "\"}",
      "line 3: it breaks off" },
    { REC ("a") DEL END, "line 1: it is no such pack of the set" },
    { "{\"k\":\"full\",\"set\":\"feed\",\"seq\":5,\"records\":1}\n" END,
      "line 1: it is no such pack of the set" },
    { "{\"k\":\"delta\",\"set\":\"fee\",\"from\":4,\"to\":5,\"puts\":1,\"dels\":1}\n" END,
      "line 1: it is no such pack of the set" },
    { "{\"k\":\"delta\",\"set\":\"feed\",\"from\":3,\"to\":5,\"puts\":1,\"dels\":1}\n" END,
      "line 1: it is not the pack that the catalogue speaks of" },
    { "{\"k\":\"delta\",\"set\":\"feed\",\"from\":4,\"to\":5,\"puts\":2,\"dels\":1}\n" END,
      "line 1: it is not the pack that the catalogue speaks of" },
    { HEAD "{\"k\":\"put\",\"id\":\"c\",\"rec\":{\"id\":\"c\"}}\n" DEL END,
      "(feed/delta/4-5.ndjson.gz, line 2: record \"c\": 'kind' is no kind that is known here) -b "
      "?" },
    { HEAD "{\"k\":\"put\",\"id\":\"c\"}\n", "line 2: a record is missing" },
    { HEAD "{\"k\":\"del\"}\n", "line 2: the record that goes is not named" },
    { HEAD "{\"k\":\"del\",\"id\":7}\n", "line 2: the record that goes is not named" },
    { HEAD "{\"k\":\"move\",\"id\":\"a\"}\n", "line 2: it is no line of such a pack" },
    { HEAD "{\"k\":\"del\",\"id\":\"a\",\"id\":\"b\"}\n",
      "line 2: line 1, column 22: the name \"id\" occurs twice" },
    { HEAD "[]\n", "line 2: it is no object" },
    { HEAD "\n", "line 2: line 1, column 1: the text is empty" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MadoPack) pack = mado_pack_new ("feed", 4, 5);
      g_autoptr (GBytes) bytes = compress (cases[i].text, strlen (cases[i].text));
      g_autofree char *says = NULL;

      pack->puts = pack->dels = 1;
      pack->raw_bytes = (gint64) strlen (cases[i].text);
      says = read_bytes (bytes, pack);
      /* What the scan says in its own words, its own tests hold it to. */
      if (strstr (cases[i].says, "column") != NULL)
        g_assert_true (g_str_has_prefix (says, "line 2: line 1, column "));
      else
        g_assert_cmpstr (says, ==, cases[i].says);
    }
}

static void
a_record_is_the_one_that_it_is_called (void)
{
  g_autoptr (GString) text = g_string_new (HEAD REC ("a") DEL END);
  g_autoptr (MadoPack) pack = mado_pack_new ("feed", 4, 5);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *says = NULL;

  g_string_replace (text, "{\"id\":\"a\",\"k\"", "{\"id\":\"z\",\"k\"", 1);
  bytes = compress (text->str, text->len);
  pack->puts = pack->dels = 1;
  pack->raw_bytes = (gint64) text->len;
  says = read_bytes (bytes, pack);
  g_assert_cmpstr (says, ==, "line 2: the record is not the one that it is called");
}

/* xF18. */
static void
stops_at_the_size_that_was_declared (void)
{
  gsize length = 64 * 1024 * 1024;
  g_autofree char *zeros = g_malloc0 (length);
  g_autoptr (GBytes) bytes = compress (zeros, length);
  g_autoptr (MadoPack) pack = mado_pack_new ("feed", 4, 5);
  g_autoptr (GInputStream) file = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (MadoPackReader) reader = mado_pack_reader_new (file, "feed", pack);
  g_autoptr (GError) error = NULL;
  MadoOperation operation;

  pack->raw_bytes = 1000;
  g_assert_false (mado_pack_reader_next (reader, &operation, NULL, &error));
  g_assert_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED);
  g_assert_cmpstr (error->message, ==, "line 0: there is more in it than was announced");
  /* What follows is not even looked at. */
  g_assert_cmpint (g_seekable_tell (G_SEEKABLE (file)), <, 64 * 1024);
}

static void
a_line_has_an_end (void)
{
  gsize length = 3 * 1024 * 1024;
  g_autofree char *line = g_strnfill (length, ' ');
  g_autoptr (GBytes) bytes = compress (line, length);
  g_autoptr (MadoPack) pack = mado_pack_new ("feed", 4, 5);
  g_autofree char *says = NULL;

  pack->raw_bytes = (gint64) length;
  says = read_bytes (bytes, pack);
  g_assert_cmpstr (says, ==, "line 0: it is too long");
}

static void
notices_what_is_cut_off_or_no_gzip (void)
{
  static const char text[] = HEAD REC ("a") DEL END;
  g_autoptr (GBytes) bytes = compress (text, strlen (text));
  g_autoptr (MadoPack) pack = mado_pack_new ("feed", 4, 5);

  pack->puts = pack->dels = 1;
  pack->raw_bytes = (gint64) strlen (text);
  for (gsize n = 0; n < g_bytes_get_size (bytes); n++)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (bytes, 0, n);
      g_autofree char *says = read_bytes (part, pack);

      g_assert_true (g_str_has_prefix (says, "line "));
    }
}

static void
reads_what_was_written (void)
{
  g_autofree char *folder = g_dir_make_tmp ("mado-pack-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "pack.gz", NULL);
  g_autofree char *first = NULL;
  gsize first_length = 0;
  g_autoptr (MadoRecord) record = store_make_term ("a", "One", "一\\\\\\\"\\n");
  g_autofree char *form = mado_json_to_record_form (mado_record_get_json (record));

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (MadoPack) pack = mado_pack_new ("feed", 4, 5);
      g_autoptr (GError) error = NULL;
      g_autoptr (MadoPackWriter) writer = NULL;
      MadoSetState state = { 0 };
      g_autofree char *text = NULL;
      g_autofree char *says = NULL;
      g_autoptr (GBytes) bytes = NULL;
      gsize length;

      pack->puts = pack->dels = 1;
      writer = mado_pack_writer_new (path, "feed", pack, MADO_PACK_TO_SERVE, &error);
      g_assert_no_error (error);
      g_assert_true (mado_pack_writer_put (writer, "a", form, &error));
      g_assert_true (mado_pack_writer_drop (writer, "b", &error));
      g_assert_true (mado_pack_writer_end (writer, &state, pack, &error));
      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      g_assert_cmpint (pack->bytes, ==, (gint64) length);
      bytes = g_bytes_new (text, length);
      says = read_bytes (bytes, pack);
      g_assert_cmpstr (says, ==, "+a -b ?");
      /* RFC 1952, 2.3: flags and time stamp are nought. */
      g_assert_cmpmem (text, 8, "\x1f\x8b\x08\0\0\0\0\0", 8);
      if (first != NULL)
        g_assert_cmpmem (text, length, first, first_length);
      first_length = length;
      g_free (g_steal_pointer (&first));
      first = g_steal_pointer (&text);
    }
  g_remove (path);
  g_rmdir (folder);
}

static void
leaves_no_half_pack_behind (void)
{
  g_autofree char *folder = g_dir_make_tmp ("mado-pack-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "pack.gz", NULL);
  g_autoptr (MadoPack) pack = mado_pack_new ("feed", 4, 5);
  MadoPackWriter *writer = mado_pack_writer_new (path, "feed", pack, MADO_PACK_TO_SERVE, NULL);

  g_assert_true (mado_pack_writer_drop (writer, "b", NULL));
  mado_pack_writer_free (writer);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

#define CATALOG                                                                                    \
  "{\"format\":1,\"set\":\"feed\",\"schema\":1,\"seq\":42,\"date\":\"2026-11-27\",\"full\":{"      \
  "\"path\":\"feed/full/"                                                                          \
  "40.ndjson.gz\",\"seq\":40,\"records\":3,\"bytes\":1000,\"raw_bytes\":9000},"                    \
  "\"packs\":[{\"from\":41,\"to\":42,\"path\":\"feed/delta/41-42.ndjson.gz\",\"bytes\":100,"       \
  "\"raw_bytes\":300,\"puts\":1,\"dels\":2},{\"from\":40,\"to\":41,\"path\":"                      \
  "\"feed/delta/40-41.ndjson.gz\",\"bytes\":399,\"raw_bytes\":300,\"puts\":1,\"dels\":2}],"        \
  "\"state\":\"" ZEROS "\"}"

/* CATALOG with one text in the place of another: what is said of it. */
static char *
parse_with (const char *old, const char *new)
{
  g_autoptr (GString) text = g_string_new (CATALOG);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (MadoCatalog) catalog = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_string_replace (text, old, new, 1), ==, 1);
  bytes = g_bytes_new (text->str, text->len);
  catalog = mado_catalog_parse (bytes, "feed", &error);
  if (catalog != NULL)
    return g_strdup ("taken");
  return g_strdup_printf ("%d %s", error->code, error->message);
}

static void
refuses_a_catalogue_that_cannot_be (void)
{
  static const struct
  {
    const char *old;
    const char *new;
    const char *says;
  } cases[] = {
    { "42", "42", "taken" },
    { "\"date\":\"2026-11-27\",", "", "taken" },
    { "\"schema\":1", "\"schema\":2",
      "5 the set \"feed\" is written for a newer version of the program" },
    { "\"format\":1", "\"format\":2",
      "5 the set \"feed\" is written for a newer version of the program" },
    { "\"set\":\"feed\"", "\"set\":\"other\"", "2 it is the catalogue of another set" },
    { "feed/full/40", "other/full/40", "2 “path” is not that of the pack" },
    { "feed/full/40", "../feed/full/40", "2 “path” is not that of the pack" },
    { "feed/delta/41-42", "feed/delta/40-42", "2 “path” is not that of the pack" },
    { "\"from\":41,\"to\":42", "\"from\":42,\"to\":42",
      "2 a pack leads to an edition that is no newer" },
    { "\"from\":41,\"to\":42", "\"from\":42,\"to\":41",
      "2 a pack leads to an edition that is no newer" },
    { "\"raw_bytes\":9000", "\"raw_bytes\":201000",
      "2 “raw_bytes” is out of proportion to “bytes”" },
    { "\"raw_bytes\":9000", "\"raw_bytes\":-1", "2 “raw_bytes” is not a whole number from 1 on" },
    { "\"bytes\":1000", "\"bytes\":9223372036854775807",
      "2 “raw_bytes” is out of proportion to “bytes”" },
    { "\"state\":\"0", "\"state\":\"z", "2 “state” is not 64 hexadecimal digits" },
    { "\"seq\":42", "\"seq\":\"42\"", "2 “seq” is not a whole number from 1 on" },
    { "\"seq\":42", "\"seq\":0", "2 “seq” is not a whole number from 1 on" },
    { "\"packs\":[", "\"packs\":[7,", "2 “packs” holds what is not an object" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *says = parse_with (cases[i].old, cases[i].new);

      g_assert_cmpstr (says, ==, cases[i].says);
    }
}

static void
a_catalogue_is_written_as_it_was_read (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new (CATALOG, strlen (CATALOG));
  g_autoptr (MadoCatalog) catalog = mado_catalog_parse (bytes, "feed", NULL);
  g_autoptr (GBytes) written = mado_catalog_write (catalog);
  g_autoptr (MadoCatalog) again = mado_catalog_parse (written, "feed", NULL);
  g_autoptr (GBytes) rewritten = mado_catalog_write (again);

  g_assert_true (g_bytes_equal (written, rewritten));
  g_assert_cmpint (again->full->puts, ==, 3);
  g_assert_cmpuint (again->packs->len, ==, 2);
}

/* The editions that are gone through from @edition: "40 > 41 > 42", "full 40 > …", or the error. */
static char *
choose (MadoCatalog *catalog, gint64 edition, gboolean known)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) chain = mado_catalog_choose (catalog, edition, known, &error);
  GString *way = g_string_new (NULL);

  for (guint i = 0; chain != NULL && i < chain->len; i++)
    {
      const MadoPack *pack = g_ptr_array_index (chain, i);

      g_string_append_printf (way, "%s%d>%d ", pack->from == MADO_PACK_FULL ? "full " : "",
                              (int) pack->from, (int) pack->to);
    }
  if (error != NULL)
    g_string_append_printf (way, "error %d", error->code);
  return g_string_free (way, FALSE);
}

static void
assert_way (MadoCatalog *catalog, gint64 edition, gboolean known, const char *expected)
{
  g_autofree char *way = choose (catalog, edition, known);

  g_assert_cmpstr (way, ==, expected);
}

static MadoPack *
add_pack (MadoCatalog *catalog, gint64 from, gint64 to, gint64 bytes)
{
  MadoPack *pack = mado_pack_new ("feed", from, to);

  pack->bytes = bytes;
  g_ptr_array_add (catalog->packs, pack);
  return pack;
}

static void
goes_by_packs_where_they_lead_on_and_are_small (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new (CATALOG, strlen (CATALOG));
  g_autoptr (MadoCatalog) catalog = mado_catalog_parse (bytes, "feed", NULL);

  assert_way (catalog, 42, TRUE, "");
  assert_way (catalog, 41, TRUE, "41>42 ");
  assert_way (catalog, 40, TRUE, "40>41 41>42 ");
  assert_way (catalog, 40, FALSE, "full -1>40 40>41 41>42 ");
  assert_way (catalog, 0, FALSE, "full -1>40 40>41 41>42 ");
  assert_way (catalog, 39, TRUE, "full -1>40 40>41 41>42 ");
  assert_way (catalog, 43, TRUE, "error 1");
  /* Not below half of the whole. */
  ((MadoPack *) g_ptr_array_index (catalog->packs, 0))->bytes = 101;
  assert_way (catalog, 40, TRUE, "full -1>40 40>41 41>42 ");
  /* A pack that leads further is taken before one that does not; one beyond the end never. */
  add_pack (catalog, 40, 42, 120);
  add_pack (catalog, 40, 43, 1);
  assert_way (catalog, 40, TRUE, "40>42 ");
}

/* xF16: a gap; a set of another name and a circle are refused where catalogues are. */
static void
a_gap_or_a_chain_too_long_needs_the_whole (void)
{
  g_autoptr (MadoCatalog) catalog = mado_catalog_new ("feed");

  catalog->seq = 100;
  catalog->full = mado_pack_new ("feed", MADO_PACK_FULL, 100);
  catalog->full->bytes = 1000000;
  for (gint64 i = 20; i < 100; i++)
    if (i != 30)
      add_pack (catalog, i, i + 1, 1);
  assert_way (catalog, 25, TRUE, "full -1>100 ");
  assert_way (catalog, 30, TRUE, "full -1>100 ");
  assert_way (catalog, 35, TRUE, "full -1>100 ");
  for (gint64 edition = 36; edition < 100; edition++)
    {
      g_autofree char *way = choose (catalog, edition, TRUE);

      g_assert_false (g_str_has_prefix (way, "full"));
    }
  /* The whole set is of an edition from which nothing leads on. */
  catalog->full->to = 30;
  assert_way (catalog, 25, TRUE, "error 2");
}

static void
a_set_has_a_plain_name (void)
{
  g_assert_true (mado_catalog_is_set_name ("cordis"));
  g_assert_true (mado_catalog_is_set_name ("jp-2"));
  g_assert_false (mado_catalog_is_set_name (""));
  g_assert_false (mado_catalog_is_set_name ("own"));
  g_assert_false (mado_catalog_is_set_name ("-x"));
  g_assert_false (mado_catalog_is_set_name ("../x"));
  g_assert_false (mado_catalog_is_set_name ("A"));
  g_assert_false (mado_catalog_is_set_name (
      "a123456789012345678901234567890123456789012345678901234567890123456789"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/feed/pack/reads-what-was-written", reads_what_was_written);
  g_test_add_func ("/feed/pack/leaves-no-half-pack-behind", leaves_no_half_pack_behind);
  g_test_add_func ("/feed/pack/refuses-what-is-not-as-announced", refuses_what_is_not_as_announced);
  g_test_add_func ("/feed/pack/a-record-is-the-one-that-it-is-called",
                   a_record_is_the_one_that_it_is_called);
  g_test_add_func ("/feed/pack/stops-at-the-size-that-was-declared",
                   stops_at_the_size_that_was_declared);
  g_test_add_func ("/feed/pack/a-line-has-an-end", a_line_has_an_end);
  g_test_add_func ("/feed/pack/notices-what-is-cut-off-or-no-gzip",
                   notices_what_is_cut_off_or_no_gzip);
  g_test_add_func ("/feed/catalog/refuses-what-cannot-be", refuses_a_catalogue_that_cannot_be);
  g_test_add_func ("/feed/catalog/is-written-as-it-was-read",
                   a_catalogue_is_written_as_it_was_read);
  g_test_add_func ("/feed/catalog/goes-by-packs-where-they-lead-on-and-are-small",
                   goes_by_packs_where_they_lead_on_and_are_small);
  g_test_add_func ("/feed/catalog/a-gap-or-a-chain-too-long-needs-the-whole",
                   a_gap_or_a_chain_too_long_needs_the_whole);
  g_test_add_func ("/feed/catalog/a-set-has-a-plain-name", a_set_has_a_plain_name);
  return g_test_run ();
}
