/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of records: both forms, refusals by record and by file, and every bundled record. */
#include "core/model/mado-record.h"

#include "core/model/mado-vocabulary.h"
#include "mado-records.h"

#include <string.h>

#define TEXT "{\"en\":\"Text\",\"ja\":\"文\"}"
#define RECORD(id) "{\"id\":\"" id "\",\"kind\":\"theme\",\"summary\":" TEXT ",\"title\":" TEXT "}"
#define FILE_OF(records)                                                                           \
  "{\n\"format\": 1,\n\"kind\": \"theme\",\n\"records\": [\n" records "\n]\n}\n"
#define BOM "\xef\xbb\xbf"

static GPtrArray *
read_well (const char *text, guint n_records, guint n_refused, GPtrArray **refused)
{
  g_autoptr (GPtrArray) local = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *records
      = mado_records_parse (text, strlen (text), "themes.json", MADO_JSON_NONE, &local, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, n_records);
  g_assert_cmpuint (local->len, ==, n_refused);
  if (refused != NULL)
    *refused = g_steal_pointer (&local);
  return records;
}

static const char *
get_id (GPtrArray *records, guint i)
{
  return mado_record_get_id (g_ptr_array_index (records, i));
}

static void
test_reads_a_file (void)
{
  g_autoptr (GPtrArray) records = read_well (FILE_OF (RECORD ("a") ",\n" RECORD ("b")), 2, 0, NULL);
  g_autoptr (GPtrArray) none = read_well (FILE_OF (""), 0, 0, NULL);

  g_assert_cmpstr (get_id (records, 1), ==, "b");
  g_assert_nonnull (none);
}

static void
test_reads_lines (void)
{
  g_autoptr (GPtrArray) one = read_well (RECORD ("a"), 1, 0, NULL);
  g_autoptr (GPtrArray) ended = read_well (RECORD ("a") "\n", 1, 0, NULL);
  g_autoptr (GPtrArray) two = read_well (RECORD ("a") "\n" RECORD ("b"), 2, 0, NULL);
  g_autoptr (GPtrArray) spaced
      = read_well (RECORD ("a") "\n\n" RECORD ("b") "\n\n" RECORD ("c") "\n", 3, 0, NULL);

  g_assert_cmpstr (get_id (one, 0), ==, "a");
  g_assert_cmpstr (get_id (ended, 0), ==, "a");
  g_assert_cmpstr (get_id (two, 1), ==, "b");
  g_assert_cmpstr (get_id (spaced, 2), ==, "c");
}

static void
assert_message (GPtrArray *refused, guint i, MadoRecordError code, const char *message)
{
  const GError *error = g_ptr_array_index (refused, i);

  g_assert_cmpstr (error->message, ==, message);
  g_assert_error (error, MADO_RECORD_ERROR, (gint) code);
}

/* xJ08. */
static void
test_refuses_a_record_alone_naming_its_line (void)
{
  g_autoptr (GPtrArray) refused = NULL;
  g_autoptr (GPtrArray) records = read_well (
      FILE_OF (
          RECORD ("a") ",\n{\"id\":\"b\",\n\"kind\":\"theme\"},\n" RECORD ("../c") ",\n" RECORD (
              "d") ",7," RECORD ("a") ",\n{\"id\":\"e\",\"kind\":\"event\",\"title\":" TEXT "}"),
      2, 5, &refused);

  g_assert_cmpstr (get_id (records, 1), ==, "d");
  assert_message (refused, 0, MADO_RECORD_ERROR_MISSING_FIELD,
                  "themes.json, line 6: record \"b\": 'title' is missing");
  assert_message (refused, 1, MADO_RECORD_ERROR_MALFORMED,
                  "themes.json, line 8: record \"../c\": 'id' is not made of a-z, 0-9 and hyphens, "
                  "at most 200 bytes");
  assert_message (refused, 2, MADO_RECORD_ERROR_WRONG_TYPE,
                  "themes.json, line 9: a record is not an object");
  assert_message (refused, 3, MADO_RECORD_ERROR_MALFORMED,
                  "themes.json, line 9: record \"a\": 'id' occurs twice");
}

static void
test_refuses_a_line_alone (void)
{
  g_autoptr (GPtrArray) refused = NULL;
  g_autoptr (GPtrArray) records = read_well (
      RECORD ("a") "\n{\"id\":\"b\",\"kind\":\"theme\"}\n" RECORD ("c"), 2, 1, &refused);

  g_assert_cmpstr (get_id (records, 1), ==, "c");
  assert_message (refused, 0, MADO_RECORD_ERROR_MISSING_FIELD,
                  "themes.json, line 2: record \"b\": 'title' is missing");
}

static void
test_lines_are_counted_past_other_lists (void)
{
  g_autoptr (GPtrArray) refused = NULL;
  g_autoptr (GPtrArray) records = read_well (
      "{\"notes\":[1,\n2,\n3],\"format\":1,\"kind\":\"theme\",\n\"records\":[\n{\"id\":\"a\"}]}", 0,
      1, &refused);

  g_assert_nonnull (records);
  assert_message (refused, 0, MADO_RECORD_ERROR_UNKNOWN_KIND,
                  "themes.json, line 5: record \"a\": 'kind' is no kind that is known here");
}

static void
test_a_record_of_another_kind_than_the_files_is_refused (void)
{
  g_autoptr (GPtrArray) refused = NULL;
  g_autoptr (GPtrArray) records = read_well (
      "{\"format\":1,\"kind\":\"term\",\"records\":[" RECORD ("a") "]}", 0, 1, &refused);

  g_assert_nonnull (records);
  assert_message (refused, 0, MADO_RECORD_ERROR_MALFORMED,
                  "themes.json, line 1: record \"a\": 'kind' is not the file's");
}

static void
test_refuses_a_text_whole (void)
{
  static const struct
  {
    const char *text;
    MadoRecordError code;
  } vectors[] = {
    { "", MADO_RECORD_ERROR_MALFORMED },
    { "[]", MADO_RECORD_ERROR_WRONG_TYPE },
    { "7", MADO_RECORD_ERROR_WRONG_TYPE },
    { "{}", MADO_RECORD_ERROR_MISSING_FIELD },
    { "{\"format\":1}", MADO_RECORD_ERROR_UNKNOWN_KIND },
    { "{\"format\":1,\"kind\":\"planet\",\"records\":[]}", MADO_RECORD_ERROR_UNKNOWN_KIND },
    { "{\"format\":1,\"kind\":7,\"records\":[]}", MADO_RECORD_ERROR_UNKNOWN_KIND },
    { "{\"format\":2,\"kind\":\"theme\",\"records\":[]}", MADO_RECORD_ERROR_MALFORMED },
    { "{\"format\":\"1\",\"kind\":\"theme\",\"records\":[]}", MADO_RECORD_ERROR_MALFORMED },
    { "{\"kind\":\"theme\",\"records\":[]}", MADO_RECORD_ERROR_MISSING_FIELD },
    { "{\"format\":1,\"kind\":\"theme\",\"records\":{}}", MADO_RECORD_ERROR_WRONG_TYPE },
    { "{\"format\":1,\"kind\":\"theme\"}", MADO_RECORD_ERROR_WRONG_TYPE },
    { FILE_OF (RECORD ("a")) "x", MADO_RECORD_ERROR_MALFORMED },
    { FILE_OF (RECORD ("a") ","), MADO_RECORD_ERROR_MALFORMED },
    { FILE_OF ("{\"id\":\"a\",\"id\":\"b\"}"), MADO_RECORD_ERROR_MALFORMED },
    { FILE_OF ("{\"id\":\"a\\u0000\"}"), MADO_RECORD_ERROR_MALFORMED },
    { FILE_OF ("{\"id\":\"a\",\"value\":1.5}"), MADO_RECORD_ERROR_MALFORMED },
    { RECORD ("a") "\n" RECORD ("b") "\n{\"id\"", MADO_RECORD_ERROR_MALFORMED },
    { RECORD ("a") "\n" RECORD ("b") RECORD ("c"), MADO_RECORD_ERROR_MALFORMED },
    { BOM FILE_OF (RECORD ("a")), MADO_RECORD_ERROR_MALFORMED },
    { BOM RECORD ("a") "\n" RECORD ("b"), MADO_RECORD_ERROR_MALFORMED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (GError) error = NULL;
      GPtrArray *refused = NULL;

      g_assert_null (mado_records_parse (vectors[i].text, strlen (vectors[i].text), "x.json",
                                         MADO_JSON_NONE, &refused, &error));
      g_assert_null (refused);
      g_assert_true (g_str_has_prefix (error->message, "x.json"));
      g_assert_error (error, MADO_RECORD_ERROR, (gint) vectors[i].code);
    }
}

static void
test_a_mark_at_the_start_is_for_peoples_files_only (void)
{
  static const char *const texts[]
      = { BOM FILE_OF (RECORD ("a")), BOM RECORD ("a") "\n" RECORD ("b") };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) records = mado_records_parse (texts[i], strlen (texts[i]), "x.json",
                                                          MADO_JSON_ALLOW_BOM, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (records->len, ==, i + 1);
    }
}

static void
test_a_line_that_is_too_long_is_refused (void)
{
  g_autofree char *filler = g_strnfill (MADO_JSON_MAX_LINE, 'x');
  g_autofree char *text
      = g_strconcat (RECORD ("a"), "\n{\"id\":\"b\",\"x\":\"", filler, "\"}\n", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (mado_records_parse (text, strlen (text), "x.json", MADO_JSON_NONE, NULL, &error));
  g_assert_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED);
  g_assert_true (g_str_has_prefix (error->message, "x.json, line 2: "));
}

static GBytes *
load (const char *file)
{
  g_autofree char *path = g_strconcat ("/io/github/madoguchi/Madoguchi/records/", file, NULL);
  g_autoptr (GError) error = NULL;
  GBytes *bytes = g_resources_lookup_data (path, 0, &error);

  g_assert_no_error (error);
  return bytes;
}

static GPtrArray *
load_records (MadoKind kind)
{
  g_autoptr (GBytes) bytes = load (mado_kind_get_file (kind));
  g_autoptr (GPtrArray) refused = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  GPtrArray *records = mado_records_parse (text, size, mado_kind_get_file (kind), MADO_JSON_NONE,
                                           &refused, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < refused->len; i++)
    g_error ("%s", ((GError *) g_ptr_array_index (refused, i))->message);
  g_assert_cmpuint (records->len, >, 0);
  return records;
}

static char *
to_lines (GPtrArray *records)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < records->len; i++)
    {
      MadoRecord *record = g_ptr_array_index (records, i);
      g_autofree char *line = mado_json_to_record_form (mado_record_get_json (record));

      g_string_append (lines, line);
      g_string_append_c (lines, '\n');
    }
  return g_string_free (lines, FALSE);
}

static void
test_every_bundled_record_survives_byte_equal (void)
{
  for (MadoKind kind = MADO_KIND_NONE + 1; kind < MADO_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) records = load_records (kind);
      g_autofree char *lines = to_lines (records);
      g_autoptr (GPtrArray) again = read_well (lines, records->len, 0, NULL);
      g_autofree char *lines_again = to_lines (again);

      g_assert_cmpstr (lines_again, ==, lines);
    }
}

/* No bundled record has a member that its table does not know: nothing is silently out of reach. */
static void
test_every_bundled_member_is_a_field (void)
{
  for (MadoKind kind = MADO_KIND_NONE + 1; kind < MADO_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) records = load_records (kind);

      for (guint i = 0; i < records->len; i++)
        {
          MadoRecord *record = g_ptr_array_index (records, i);
          JsonObjectIter iter;
          const char *name;

          json_object_iter_init (&iter, json_node_get_object (mado_record_get_json (record)));
          while (json_object_iter_next (&iter, &name, NULL))
            if (strcmp (name, "kind") != 0)
              {
                const MadoField *field = mado_record_find_field (record, name);

                if (field == NULL || !mado_record_has (record, field))
                  g_error ("%s: %s", mado_record_get_id (record), name);
              }
        }
    }
}

static void
test_the_bundled_vocabulary_knows_every_list_of_the_tables (void)
{
  g_autoptr (GBytes) bytes = load ("vocabulary.json");
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  g_autoptr (JsonNode) node
      = mado_json_parse (text, size, MADO_JSON_MAX_FILE, MADO_JSON_NONE, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoVocabulary) vocabulary = mado_vocabulary_new_from_json (node, &error);

  g_assert_no_error (error);
  for (MadoKind kind = MADO_KIND_NONE + 1; kind < MADO_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) records = load_records (kind);
      MadoRecord *record = g_ptr_array_index (records, 0);

      g_assert_nonnull (mado_vocabulary_find (vocabulary, "kind", mado_kind_to_word (kind)));
      for (guint i = 0; i < mado_record_get_n_fields (record); i++)
        {
          const MadoField *field = mado_record_get_field (record, i);
          g_autofree char *list = NULL;

          if (field->list == NULL || !mado_record_has (record, field))
            continue;
          list = *field->list != '\0' ? g_strdup (field->list)
                                      : g_strconcat (mado_kind_to_word (kind), "_type", NULL);
          g_assert_cmpuint (mado_vocabulary_get_n (vocabulary, list), >, 0);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  mado_records_register_resource ();

#define TEST(path, function) g_test_add_func ("/model/records/" path, function)
  TEST ("reads-a-file", test_reads_a_file);
  TEST ("reads-lines", test_reads_lines);
  TEST ("refuses-a-record-alone-naming-its-line", test_refuses_a_record_alone_naming_its_line);
  TEST ("refuses-a-line-alone", test_refuses_a_line_alone);
  TEST ("lines-are-counted-past-other-lists", test_lines_are_counted_past_other_lists);
  TEST ("a-record-of-another-kind-than-the-files-is-refused",
        test_a_record_of_another_kind_than_the_files_is_refused);
  TEST ("refuses-a-text-whole", test_refuses_a_text_whole);
  TEST ("a-mark-at-the-start-is-for-peoples-files-only",
        test_a_mark_at_the_start_is_for_peoples_files_only);
  TEST ("a-line-that-is-too-long-is-refused", test_a_line_that_is_too_long_is_refused);
  TEST ("every-bundled-record-survives-byte-equal", test_every_bundled_record_survives_byte_equal);
  TEST ("every-bundled-member-is-a-field", test_every_bundled_member_is_a_field);
  TEST ("the-bundled-vocabulary-knows-every-list-of-the-tables",
        test_the_bundled_vocabulary_knows_every_list_of_the_tables);

  return g_test_run ();
}
