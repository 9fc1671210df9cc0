/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records: kinds, ids, required members, properties, lookups, days. */
#include "core/model/mado-record.h"

#include "core/model/mado-vocabulary.h"
#include "core/model/least-record.h"

#include <string.h>

static void
test_each_kind_has_its_class (void)
{
  for (MadoKind kind = MADO_KIND_NONE + 1; kind < MADO_N_KINDS; kind++)
    {
      g_autoptr (MadoRecord) record = make_well (kind, NULL, NULL);

      g_assert_cmpint (mado_record_get_kind (record), ==, kind);
      g_assert_true (G_OBJECT_TYPE (record) == mado_kind_get_record_type (kind));
      g_assert_true (G_TYPE_IS_FINAL (G_OBJECT_TYPE (record)));
      g_assert_cmpint (mado_kind_from_word (mado_kind_to_word (kind)), ==, kind);
      g_assert_true (g_str_has_suffix (mado_kind_get_file (kind), ".json"));
    }
  g_assert_cmpint (mado_kind_from_word ("planet"), ==, MADO_KIND_NONE);
  g_assert_cmpint (mado_kind_from_word (""), ==, MADO_KIND_NONE);
  g_assert_cmpint (mado_kind_from_word (NULL), ==, MADO_KIND_NONE);
}

/* The numbers are kept in databases. */
static void
test_kinds_keep_their_numbers (void)
{
  static const char *const words[]
      = { "dialogue", "agreement", "project", "opportunity", "event",  "news", "organisation",
          "person",   "document",  "term",    "answer",      "figure", "theme" };

  g_assert_cmpint (MADO_N_KINDS, ==, G_N_ELEMENTS (words) + 1);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_cmpint (mado_kind_from_word (words[i]), ==, i + 1);
}

/* What each kind requires is written here a second time, from the description of the records. */
static void
test_required_members_are_required (void)
{
  static const char *const required[MADO_N_KINDS] = {
    [MADO_KIND_DIALOGUE] = "type participants",
    [MADO_KIND_AGREEMENT] = "type status participants",
    [MADO_KIND_PROJECT] = "type status",
    [MADO_KIND_OPPORTUNITY] = "type status who participants",
    [MADO_KIND_EVENT] = "type date participants",
    [MADO_KIND_NEWS] = "type links",
    [MADO_KIND_ORGANISATION] = "type side",
    [MADO_KIND_PERSON] = "office historic participants",
    [MADO_KIND_DOCUMENT] = "type",
    [MADO_KIND_TERM] = "category verified",
    [MADO_KIND_ANSWER] = "status category audience check_before_use reviewed_on",
    [MADO_KIND_FIGURE] = "value unit qualifier",
    [MADO_KIND_THEME] = "",
  };

  for (MadoKind kind = MADO_KIND_NONE + 1; kind < MADO_N_KINDS; kind++)
    {
      g_autofree char *all = g_strconcat ("title summary ", required[kind], NULL);
      g_auto (GStrv) names = g_strsplit (g_strchomp (all), " ", -1);

      for (guint i = 0; names[i] != NULL; i++)
        {
          g_autofree char *what = g_strdup_printf ("'%s' is missing", names[i]);

          assert_refused (kind, names[i], NULL, MADO_RECORD_ERROR_MISSING_FIELD, what);
        }
    }
}

static void
test_an_unknown_kind_is_refused (void)
{
  static const char *const kinds[] = { "\"planet\"", "\"\"", "1", "null", "{}" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    assert_refused (MADO_KIND_THEME, "kind", kinds[i], MADO_RECORD_ERROR_UNKNOWN_KIND,
                    "'kind' is no kind that is known here");
  assert_refused (MADO_KIND_THEME, "kind", NULL, MADO_RECORD_ERROR_UNKNOWN_KIND,
                  "'kind' is no kind that is known here");
}

static void
assert_id_refused (const char *value, MadoRecordError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (make (MADO_KIND_THEME, "id", value, &error));
  g_assert_error (error, MADO_RECORD_ERROR, (gint) code);
  /* The message fits a line whatever the id is. */
  g_assert_cmpuint (strlen (error->message), <, 200);
  g_assert_null (strchr (error->message, '\n'));
}

static void
test_an_id_that_is_none_is_refused (void)
{
  g_autofree char *long_id = g_strnfill (10000, 'a');
  g_autofree char *long_value = g_strdup_printf ("\"%s\"", long_id);
  static const char *const bad[]
      = { "\"\"",         "\"a b\"",   "\"a/../b\"", "\"../etc\"", "\"a\\nb\"", "\"A\"",
          "\"a_b\"",      "\"-a\"",    "\"a-\"",     "\"a--b\"",   "\"á\"",     "\"あ\"",
          "\"a\\u0001\"", "\"a%2Fb\"", "\"a.b\"",    "\"a:b\"" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_id_refused (bad[i], MADO_RECORD_ERROR_MALFORMED);
  assert_id_refused (long_value, MADO_RECORD_ERROR_MALFORMED);
  assert_id_refused (NULL, MADO_RECORD_ERROR_MISSING_FIELD);
  assert_id_refused ("7", MADO_RECORD_ERROR_MISSING_FIELD);
  long_value[201] = '"';
  long_value[202] = '\0';
  {
    g_autoptr (MadoRecord) record = make_well (MADO_KIND_THEME, "id", long_value);

    g_assert_cmpuint (strlen (mado_record_get_id (record)), ==, 200);
  }
}

static void
test_a_record_is_an_object (void)
{
  static const char *const texts[] = { "[]", "1", "\"a\"", "null", "true" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (JsonNode) node = parse (texts[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (mado_record_new_from_json (node, &error));
      g_assert_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_WRONG_TYPE);
    }
}

static void
test_type_words_are_of_the_kinds_own_list (void)
{
  g_autoptr (MadoRecord) agreement = make_well (MADO_KIND_AGREEMENT, NULL, NULL);
  g_autoptr (MadoRecord) term = make_well (MADO_KIND_TERM, NULL, NULL);
  g_autoptr (MadoRecord) answer = make_well (MADO_KIND_ANSWER, NULL, NULL);
  g_autoptr (MadoRecord) theme = make_well (MADO_KIND_THEME, NULL, NULL);

  g_assert_cmpstr (mado_record_get_type_word (agreement), ==, "plan");
  g_assert_cmpstr (mado_record_get_type_word (term), ==, "legal");
  g_assert_cmpstr (mado_record_get_type_word (answer), ==, "eligibility");
  g_assert_null (mado_record_get_type_word (theme));
  g_assert_cmpstr (mado_record_find_field (agreement, "type")->list, ==, "");
  g_assert_cmpstr (mado_record_find_field (term, "category")->list, ==, "term_category");
}

static void
test_a_lookup_of_another_type_finds_nothing (void)
{
  g_autoptr (MadoRecord) record = make_well (MADO_KIND_AGREEMENT, "signed_on", "\"2009\"");

  g_assert_null (mado_record_lookup_text (record, "signed_on"));
  g_assert_null (mado_record_lookup_string (record, "closes_at"));
  g_assert_null (mado_record_lookup_date (record, "quantum"));
  g_assert_null (mado_record_lookup_money (record, "budget"));
  g_assert_false (mado_record_lookup_number (record, "signed_on").is_set);
  g_assert_null (mado_record_find_field (record, "closes_on"));
}

static void
test_every_field_is_a_property (void)
{
  for (MadoKind kind = MADO_KIND_NONE + 1; kind < MADO_N_KINDS; kind++)
    {
      g_autoptr (MadoRecord) record = make_well (kind, NULL, NULL);

      for (guint i = 0; i < mado_record_get_n_fields (record); i++)
        {
          const MadoField *field = mado_record_get_field (record, i);
          GParamSpec *pspec
              = g_object_class_find_property (G_OBJECT_GET_CLASS (record), field->name);
          g_auto (GValue) value = G_VALUE_INIT;

          g_assert_nonnull (pspec);
          g_assert_cmpint (pspec->flags & G_PARAM_READWRITE, ==, G_PARAM_READABLE);
          g_object_get_property (G_OBJECT (record), field->name, &value);
          if (G_VALUE_HOLDS_BOXED (&value))
            g_assert_cmpint (g_value_get_boxed (&value) != NULL, ==,
                             mado_record_has (record, field));
          else if (G_VALUE_HOLDS_STRING (&value))
            g_assert_cmpstr (g_value_get_string (&value), ==,
                             mado_record_lookup_string (record, field->name));
          else
            g_assert_cmpuint (g_value_get_uint (&value), ==,
                              mado_record_lookup_flag (record, field->name));
        }
    }
}

static void
test_properties_have_the_fields_values (void)
{
  g_autoptr (MadoRecord) record = make_well (MADO_KIND_FIGURE, "date", "{\"end\":\"2025-12\"}");
  g_autoptr (MadoText) title = NULL;
  g_autoptr (MadoDate) date = NULL;
  g_autofree char *unit = NULL;
  MadoNumber *number = NULL;

  g_object_get (record, "title", &title, "date", &date, "unit", &unit, "value", &number, NULL);
  g_assert_true (title == mado_record_get_title (record));
  g_assert_true (date == mado_record_get_date (record));
  g_assert_cmpstr (unit, ==, "countries");
  g_assert_cmpint (number->value, ==, 22);
  g_boxed_free (MADO_TYPE_NUMBER, number);
}

static void
test_unknown_members_survive (void)
{
  g_autoptr (MadoRecord) record
      = make_well (MADO_KIND_THEME, "zz_new", "{\"b\":[1,true,null],\"a\":\"é\"}");
  g_autofree char *text = mado_json_to_record_form (mado_record_get_json (record));
  g_autoptr (JsonNode) again = parse (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoRecord) second = mado_record_new_from_json (again, &error);
  g_autofree char *second_text = NULL;

  g_assert_no_error (error);
  g_assert_true (json_node_is_immutable (mado_record_get_json (record)));
  g_assert_nonnull (strstr (text, "\"zz_new\":{\"a\":\"é\",\"b\":[1,true,null]}"));
  second_text = mado_json_to_record_form (mado_record_get_json (second));
  g_assert_cmpstr (second_text, ==, text);
}

static void
test_json_is_kept_by_reference (void)
{
  g_autoptr (JsonNode) node
      = parse ("{\"id\":\"a\",\"kind\":\"theme\"," BASE ",\"sources\":" SOURCES "}");
  g_autoptr (MadoRecord) record = mado_record_new_from_json (node, NULL);

  g_assert_true (mado_record_get_json (record) == node);
}

static gint
get_day (const char *iso)
{
  g_autoptr (MadoDate) date = mado_date_new_from_iso (iso, NULL);

  return mado_date_get_first_day (date);
}

static void
test_sorts_by_start_else_by_end (void)
{
  static const struct
  {
    MadoKind kind;
    const char *member, *value, *day;
  } vectors[] = {
    { MADO_KIND_PROJECT, "date", "{\"start\":\"2013-09\",\"end\":\"2017-02\"}", "2013-09-01" },
    { MADO_KIND_PROJECT, "date", "{\"end\":\"2017-02\"}", "2017-02-01" },
    { MADO_KIND_OPPORTUNITY, "closes_on", "\"2013-09-15\"", "2013-09-15" },
    { MADO_KIND_OPPORTUNITY, "date", "{\"start\":\"2014\"}", "2014-01-01" },
  };
  g_autoptr (MadoRecord) undated = make_well (MADO_KIND_PROJECT, NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (MadoRecord) record
          = make_well (vectors[i].kind, vectors[i].member, vectors[i].value);

      g_assert_cmpint (mado_record_get_sort_day (record), ==, get_day (vectors[i].day));
    }
  g_assert_cmpint (mado_record_get_sort_day (undated), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define TEST(path, function) g_test_add_func ("/model/record/" path, function)
  TEST ("each-kind-has-its-class", test_each_kind_has_its_class);
  TEST ("kinds-keep-their-numbers", test_kinds_keep_their_numbers);
  TEST ("required-members-are-required", test_required_members_are_required);
  TEST ("an-unknown-kind-is-refused", test_an_unknown_kind_is_refused);
  TEST ("an-id-that-is-none-is-refused", test_an_id_that_is_none_is_refused);
  TEST ("a-record-is-an-object", test_a_record_is_an_object);
  TEST ("type-words-are-of-the-kinds-own-list", test_type_words_are_of_the_kinds_own_list);
  TEST ("a-lookup-of-another-type-finds-nothing", test_a_lookup_of_another_type_finds_nothing);
  TEST ("every-field-is-a-property", test_every_field_is_a_property);
  TEST ("properties-have-the-fields-values", test_properties_have_the_fields_values);
  TEST ("unknown-members-survive", test_unknown_members_survive);
  TEST ("json-is-kept-by-reference", test_json_is_kept_by_reference);
  TEST ("sorts-by-start-else-by-end", test_sorts_by_start_else_by_end);

  return g_test_run ();
}
