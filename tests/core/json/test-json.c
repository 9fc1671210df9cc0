/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the strict scan lets through and what it refuses, with the place it names; and loading. */
#include "core/json/mado-json.h"

#include "mado-records.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define EURO "\xE2\x82\xAC"
#define CLEF "\xF0\x9D\x84\x9E" /* U+1D11E, beyond the BMP */
#define FLIES "\xEF\xAC\x81"    /* U+FB01, a ligature: before U+1D11E, after its surrogates */

static JsonNode *
parse (const char *text, GError **error)
{
  return mado_json_parse (text, strlen (text), MADO_JSON_MAX_FILE, MADO_JSON_NONE, NULL, error);
}

/* @message: (nullable): the whole message */
static void
assert_refused_bytes (const char *text, gsize length, gsize max_size, const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) lines = NULL;
  JsonNode *node = mado_json_parse (text, length, max_size, MADO_JSON_NONE, &lines, &error);

  g_assert_null (node);
  g_assert_null (lines);
  g_assert_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED);
  if (message != NULL)
    g_assert_cmpstr (error->message, ==, message);
}

static void
assert_refused (const char *text, const char *message)
{
  assert_refused_bytes (text, strlen (text), MADO_JSON_MAX_FILE, message);
}

static void
assert_record_form (const char *text, const char *form)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = parse (text, &error);
  g_autofree char *got = NULL;

  g_assert_no_error (error);
  g_assert_true (json_node_is_immutable (node));
  got = mado_json_to_record_form (node);
  g_assert_cmpstr (got, ==, form);
}

static char *
repeat (const char *text, guint n, const char *tail)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (string, text);
  g_string_append (string, tail);
  return g_string_free (string, FALSE);
}

static void
test_accepts_every_kind_of_value (void)
{
  assert_record_form ("null", "null");
  assert_record_form (" true ", "true");
  assert_record_form ("false", "false");
  assert_record_form ("\"\"", "\"\"");
  assert_record_form ("0", "0");
  assert_record_form ("-0", "0");
  assert_record_form ("[]", "[]");
  assert_record_form ("\r\n\t{ }", "{}");
  assert_record_form ("[ 1 , [ { \"a\" : [ ] } ] , \"b\" ]", "[1,[{\"a\":[]}],\"b\"]");
}

static void
test_reads_escapes (void)
{
  assert_record_form ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u20ac\"",
                      "\"\\\"\\\\/\\b\\f\\n\\r\\tA" EURO "\"");
  assert_record_form ("\"\\ud834\\uDD1E\"", "\"" CLEF "\"");
  assert_record_form ("\"\\u001f\\u007F\"", "\"\\u001f\x7F\"");
}

/* xJ01. */
static void
test_refuses_deep_nesting_without_recursing (void)
{
  g_autofree char *arrays = repeat ("[", 1000000, "");
  g_autofree char *objects = repeat ("{\"a\":", 1000000, "");
  g_autofree char *open = repeat ("[", MADO_JSON_MAX_DEPTH, "");
  g_autofree char *deepest = repeat ("]", MADO_JSON_MAX_DEPTH, "");
  g_autofree char *allowed = g_strconcat (open, deepest, NULL);
  g_autofree char *refused = g_strconcat ("[", open, deepest, "]", NULL);

  assert_refused (arrays, "line 1, column 33: nested deeper than 32 levels");
  assert_refused (objects, "line 1, column 161: nested deeper than 32 levels");
  assert_refused (refused, "line 1, column 33: nested deeper than 32 levels");
  assert_record_form (allowed, allowed);
}

/* xJ02. */
static void
test_refuses_a_name_that_occurs_twice (void)
{
  assert_refused ("{\n  \"id\": 1,\n  \"b\": {\"id\": 2},\n  \"id\": 3\n}",
                  "line 4, column 3: the name “id” occurs twice in one object");
  assert_refused ("[{\"a\":0,\"\\u0061\":1}]",
                  "line 1, column 9: the name “a” occurs twice in one object");
  assert_refused ("{\"\":1,\"\":2}", "line 1, column 7: the name “” occurs twice in one object");
  assert_refused ("{\"z\":0,\"a\":0,\"z\":0,\"a\":0}",
                  "line 1, column 14: the name “z” occurs twice in one object");
  assert_record_form ("{\"a\":{\"a\":[{\"a\":1},{\"a\":2}]},\"aa\":3}",
                      "{\"a\":{\"a\":[{\"a\":1},{\"a\":2}]},\"aa\":3}");
}

/* xJ03. */
static void
test_refuses_the_character_nul (void)
{
  assert_refused ("[\"ab\\u0000cd\"]", "line 1, column 5: the character U+0000 is not allowed");
  assert_refused ("{\"a\\u0000\":1}", "line 1, column 4: the character U+0000 is not allowed");
  assert_refused_bytes ("[\"a\0b\"]", 7, 100,
                        "line 1, column 4: the character U+0000 is not allowed");
  assert_refused_bytes ("1\0", 2, 100, "line 1, column 2: the character U+0000 is not allowed");
}

/* xJ04. */
static void
test_keeps_numbers_whole_and_within_64_bits (void)
{
  assert_record_form ("9223372036854775807", "9223372036854775807");
  assert_record_form ("-9223372036854775807", "-9223372036854775807");
  assert_record_form ("-9223372036854775808", "-9223372036854775808");
  assert_refused ("9223372036854775808", "line 1, column 1: the number does not fit into 64 bits");
  assert_refused ("[-9223372036854775809]",
                  "line 1, column 2: the number does not fit into 64 bits");
  assert_refused ("18446744073709551617", "line 1, column 1: the number does not fit into 64 bits");
  assert_refused ("1e400", "line 1, column 2: numbers are whole here: no fraction, no exponent");
  assert_refused ("[1.0]", "line 1, column 3: numbers are whole here: no fraction, no exponent");
  assert_refused ("-0E1", NULL);
  assert_refused ("-", "line 1, column 2: expected a digit, found the end of the text");
  assert_refused ("+1", "line 1, column 1: expected a value, found “+”");
  assert_refused ("012", "line 1, column 2: expected nothing after the value, found “1”");
  assert_refused ("0x10", "line 1, column 2: expected nothing after the value, found “x”");
  assert_refused ("NaN", NULL);
  assert_refused ("Infinity", NULL);
}

/* xJ05. */
static void
test_refuses_what_is_not_utf8 (void)
{
  assert_refused ("[\n\"" EURO "\xFF\"]", "line 2, column 3: the byte 0xFF is not valid UTF-8");
  assert_refused ("\"\xC0\x80\"", NULL);         /* overlong */
  assert_refused ("\"\xED\xA0\x80\"", NULL);     /* a surrogate */
  assert_refused ("\"\xF4\x90\x80\x80\"", NULL); /* beyond U+10FFFF */
  assert_refused_bytes ("\"\xE2\x82", 3, 100, NULL);
}

static void
test_refuses_lone_surrogates (void)
{
  assert_refused ("\"\\ud834\"",
                  "line 1, column 2: half of a surrogate pair (U+D834) stands alone");
  assert_refused ("\"\\udd1e\\ud834\"",
                  "line 1, column 2: half of a surrogate pair (U+DD1E) stands alone");
  assert_refused ("\"\\ud834\\u0041\"", NULL);
  assert_refused ("\"\\ud834\\ud834\"", NULL);
  assert_refused ("\"\\ud834", NULL);
  assert_refused ("\"\\u12g4\"", "line 1, column 2: “\\u” needs four hexadecimal digits");
}

static void
test_accepts_a_byte_order_mark_only_where_allowed (void)
{
  static const char text[] = "\xEF\xBB\xBF[1,]";
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node
      = mado_json_parse ("\xEF\xBB\xBF[]", 5, 100, MADO_JSON_ALLOW_BOM, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (node);
  assert_refused ("\xEF\xBB\xBF[]", "line 1, column 1: the text begins with a byte order mark");
  assert_refused ("[\xEF\xBB\xBF]",
                  "line 1, column 2: expected a value or “]”, found the character U+FEFF");
  assert_record_form ("\"\xEF\xBB\xBF\"", "\"\xEF\xBB\xBF\"");
  g_assert_null (mado_json_parse (text, strlen (text), 100, MADO_JSON_ALLOW_BOM, NULL, &error));
  g_assert_cmpstr (error->message, ==, "line 1, column 4: expected a value, found “]”");
  g_clear_error (&error);
  g_assert_null (
      mado_json_parse ("\xEF\xBB\xBF\xEF\xBB\xBF[]", 8, 100, MADO_JSON_ALLOW_BOM, NULL, &error));
}

/* xJ06. */
static void
test_names_the_place_of_a_mistake (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    { "", "line 1, column 1: expected a value, found the end of the text" },
    { " \n ", "line 2, column 2: expected a value, found the end of the text" },
    { "1 2", "line 1, column 3: expected nothing after the value, found “2”" },
    { "{} x", "line 1, column 4: expected nothing after the value, found “x”" },
    { "[]]", "line 1, column 3: expected nothing after the value, found “]”" },
    { "{'a': 1}", "line 1, column 2: expected a name in double quotes or “}”, found “'”" },
    { "{\"a\": 1,}", "line 1, column 9: expected a name in double quotes, found “}”" },
    { "{\"a\" 1}", "line 1, column 6: expected “:”, found “1”" },
    { "{\"a\":}", "line 1, column 6: expected a value, found “}”" },
    { "{\"a\": 1]", "line 1, column 8: expected “,” or “}”, found “]”" },
    { "[1,\r\n 2}", "line 2, column 3: expected “,” or “]”, found “}”" },
    { "[1,]", "line 1, column 4: expected a value, found “]”" },
    { "[,1]", "line 1, column 2: expected a value or “]”, found “,”" },
    { "{1:2}", "line 1, column 2: expected a name in double quotes or “}”, found “1”" },
    { "// c\n1", "line 1, column 1: expected a value, found “/”" },
    { "[1 /* c */]", "line 1, column 4: expected “,” or “]”, found “/”" },
    { "[tru]", "line 1, column 2: expected a value or “]”, found “t”" },
    { "[True]", "line 1, column 2: expected a value or “]”, found “T”" },
    { "nullx", "line 1, column 5: expected nothing after the value, found “x”" },
    { "[\"" EURO EURO "\", x]", "line 1, column 8: expected a value, found “x”" },
    { "[\"a\nb\"]", "line 1, column 4: the control character U+000A in a string must be escaped" },
    { "[\"\\x\"]", "line 1, column 3: a backslash is followed by what is no escape" },
    { "[\"abc", "line 1, column 2: a string does not end" },
    { "[\"abc\\", "line 1, column 6: a string does not end" },
    { "[1\xC2\xA0]", "line 1, column 3: expected “,” or “]”, found the character U+00A0" },
    { "[1\f]", "line 1, column 3: expected “,” or “]”, found the character U+000C" },
    { "var a = {}", "line 1, column 1: expected a value, found “v”" },
    { "[", "line 1, column 2: expected a value or “]”, found the end of the text" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_refused (cases[i].text, cases[i].message);
}

static void
test_refuses_what_is_too_large (void)
{
  g_autofree char *many = repeat ("1,", MADO_JSON_MAX_VALUES, "1]");
  g_autofree char *values = g_strconcat ("[", many, NULL);
  g_autoptr (GString) members = g_string_new ("{\"x\":0");
  g_autoptr (JsonNode) node = NULL;

  assert_refused_bytes ("[10]", 4, 3, "line 1, column 1: the text is larger than 3 bytes");
  assert_refused (values, NULL);
  for (guint i = 0; i < MADO_JSON_MAX_MEMBERS - 1; i++)
    g_string_append_printf (members, ",\"%u\":0", i);
  g_string_append_c (members, '}');
  node = parse (members->str, NULL);
  g_assert_nonnull (node);
  g_string_insert (members, 1, "\"y\":0,");
  assert_refused (members->str, NULL);
}

static void
test_tells_the_lines_of_records (void)
{
  static const char text[] = "{\n \"format\": 1,\n \"records\": [\n  {\"a\": [1, 2]},\n\n"
                             "  {\n   \"b\": [[]]}, 7],\n \"more\": [8], \"o\": {\"x\": [9]}\n}";
  static const guint expected[] = { 4, 6, 7, 8 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) lines = NULL;
  g_autoptr (JsonNode) node
      = mado_json_parse (text, strlen (text), 1000, MADO_JSON_NONE, &lines, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (lines->data, lines->len * sizeof (guint), expected, sizeof (expected));
  g_clear_pointer (&lines, g_array_unref);
  json_node_unref (node);
  node = mado_json_parse ("[[1]]", 5, 1000, MADO_JSON_NONE, &lines, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lines->len, ==, 0);
}

static void
test_sorts_names_by_code_point (void)
{
  assert_record_form ("{\"" CLEF "\":1,\"" FLIES "\":2,\"b\":3,\"B\":4,\"ab\":5,\"a\":6,\"\":7}",
                      "{\"\":7,\"B\":4,\"a\":6,\"ab\":5,\"b\":3,\"" FLIES "\":2,\"" CLEF "\":1}");
}

static void
test_writes_the_tuf_form (void)
{
  g_autoptr (JsonNode) node = parse ("{\"b\": [null, true, -5, \"\\\"\\\\\\n\\u0001" EURO "/\"],"
                                     " \"" CLEF "\": {}, \"" FLIES "\": 0}",
                                     NULL);
  g_autofree char *form = mado_json_to_tuf_form (node);

  g_assert_cmpstr (form, ==,
                   "{\"b\":[null,true,-5,\"\\\"\\\\\n\x01" EURO "/\"],\"" FLIES "\":0,\"" CLEF
                   "\":{}}");
}

static void
test_gives_no_form_to_floating_point (void)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_VALUE);
  g_autofree char *form = NULL;

  json_node_set_double (node, 0.5);
  g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_CRITICAL, "*should not be reached*");
  form = mado_json_to_record_form (node);
  g_test_assert_expected_messages ();
  g_assert_null (form);
}

static void
assert_not_loaded (const char *path, GQuark domain, int code)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = mado_json_load_file (file, 100, NULL, &error);

  g_assert_null (bytes);
  g_assert_error (error, domain, code);
  g_assert_nonnull (strstr (error->message, path));
}

static void
test_loads_a_file_up_to_the_cap (void)
{
  g_autofree char *folder = g_dir_make_tmp ("mado-json-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "記録.json", NULL);
  g_autofree char *content = g_strnfill (200000, ' ');
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) empty = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_assert_true (g_file_set_contents (path, content, 200000, NULL));
  bytes = mado_json_load_file (file, 200000, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), content, 200000);
  g_assert_null (mado_json_load_file (file, 199999, NULL, &error));
  g_assert_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED);
  g_clear_error (&error);
  g_cancellable_cancel (cancelled);
  g_assert_null (mado_json_load_file (file, 200000, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  empty = mado_json_load_file (file, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (empty), ==, 0);
  g_unlink (path);
  g_rmdir (folder);
}

/* What this process has read by now, in bytes. */
static guint64
count_bytes_read (void)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/io", &text, NULL, NULL));
  return g_ascii_strtoull (strstr (text, "rchar: ") + strlen ("rchar: "), NULL, 10);
}

/* xJ07, xD09: a gigabyte in one line, of which no byte is on the disk. */
static void
test_reads_nothing_of_a_gigabyte (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "mado-json-XXXXXX", NULL);
  int descriptor = g_mkstemp (path);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  guint64 before;

  g_assert_cmpint (ftruncate (descriptor, 1 << 30), ==, 0);
  before = count_bytes_read ();
  g_assert_null (mado_json_load_file (file, MADO_JSON_MAX_FILE, NULL, &error));
  g_assert_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED);
  g_assert_nonnull (strstr (error->message, "larger than 67108864 bytes"));
  g_assert_cmpuint (count_bytes_read () - before, <, 65536);
  close (descriptor);
  g_unlink (path);
}

static void
test_loads_regular_files_only (void)
{
  g_autofree char *folder = g_dir_make_tmp ("mado-json-XXXXXX", NULL);
  g_autofree char *fifo = g_build_filename (folder, "fifo", NULL);
  g_autofree char *nothing = g_build_filename (folder, "nothing", NULL);

  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  assert_not_loaded (fifo, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);
  assert_not_loaded (folder, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);
  assert_not_loaded ("/dev/zero", G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);
  assert_not_loaded ("/proc/self/status", G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);
  assert_not_loaded (nothing, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_unlink (fifo);
  g_rmdir (folder);
}

static void
test_loads_a_resource (void)
{
  g_autoptr (GFile) file
      = g_file_new_for_uri ("resource:///io/github/madoguchi/Madoguchi/records/edition.json");
  g_autoptr (GFile) folder
      = g_file_new_for_uri ("resource:///io/github/madoguchi/Madoguchi/records");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) node = NULL;
  gsize size;

  mado_records_register_resource ();
  bytes = mado_json_load_file (file, MADO_JSON_MAX_FILE, NULL, &error);
  g_assert_no_error (error);
  size = g_bytes_get_size (bytes);
  node = mado_json_parse (g_bytes_get_data (bytes, NULL), size, size, MADO_JSON_NONE, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (mado_json_load_file (file, size - 1, NULL, &error));
  g_assert_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED);
  g_clear_error (&error);
  g_assert_null (mado_json_load_file (folder, 100, NULL, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/scan/accepts-every-kind-of-value", test_accepts_every_kind_of_value);
  g_test_add_func ("/json/scan/reads-escapes", test_reads_escapes);
  g_test_add_func ("/json/scan/refuses-deep-nesting-without-recursing",
                   test_refuses_deep_nesting_without_recursing);
  g_test_add_func ("/json/scan/refuses-a-name-that-occurs-twice",
                   test_refuses_a_name_that_occurs_twice);
  g_test_add_func ("/json/scan/refuses-the-character-nul", test_refuses_the_character_nul);
  g_test_add_func ("/json/scan/keeps-numbers-whole-and-within-64-bits",
                   test_keeps_numbers_whole_and_within_64_bits);
  g_test_add_func ("/json/scan/refuses-what-is-not-utf-8", test_refuses_what_is_not_utf8);
  g_test_add_func ("/json/scan/refuses-lone-surrogates", test_refuses_lone_surrogates);
  g_test_add_func ("/json/scan/accepts-a-byte-order-mark-only-where-allowed",
                   test_accepts_a_byte_order_mark_only_where_allowed);
  g_test_add_func ("/json/scan/names-the-place-of-a-mistake", test_names_the_place_of_a_mistake);
  g_test_add_func ("/json/scan/refuses-what-is-too-large", test_refuses_what_is_too_large);
  g_test_add_func ("/json/scan/tells-the-lines-of-records", test_tells_the_lines_of_records);
  g_test_add_func ("/json/form/sorts-names-by-code-point", test_sorts_names_by_code_point);
  g_test_add_func ("/json/form/writes-the-tuf-form", test_writes_the_tuf_form);
  g_test_add_func ("/json/form/gives-no-form-to-floating-point",
                   test_gives_no_form_to_floating_point);
  g_test_add_func ("/json/load/loads-a-file-up-to-the-cap", test_loads_a_file_up_to_the_cap);
  g_test_add_func ("/json/load/reads-nothing-of-a-gigabyte", test_reads_nothing_of_a_gigabyte);
  g_test_add_func ("/json/load/loads-regular-files-only", test_loads_regular_files_only);
  g_test_add_func ("/json/load/loads-a-resource", test_loads_a_resource);
  return g_test_run ();
}
