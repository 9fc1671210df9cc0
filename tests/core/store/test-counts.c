/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facets as a list offers them, the orders of a list, the letters beside it, calls by their day,
 * readings: each against a plain look at the records. */
#include "core/model/mado-call.h"
#include "core/model/mado-opportunity.h"
#include "core/store/mado-reader.h"
#include "support/store-fixture.h"

#include <locale.h>

typedef ReaderFixture Fixture;

static MadoQuery *
parse (Fixture *self, const char *text, gint today)
{
  g_autoptr (GError) error = NULL;
  MadoQuery *query
      = mado_query_parse_on (text, mado_reader_get_vocabulary (self->reader), today, NULL, &error);

  g_assert_no_error (error);
  return query;
}

/* (element-type MadoRecord): what @text finds, in order. */
static GPtrArray *
find_on (Fixture *self, guint32 kinds, const char *text, MadoOrder order, gint today)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoQuery) query = text ? parse (self, text, today) : NULL;
  MadoRequest request = { kinds, query, order, MADO_LANGUAGE_EN };
  g_autoptr (GArray) rowids = mado_reader_all (self->reader, &request, NULL, NULL, &error);
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);

  g_assert_no_error (error);
  for (guint i = 0; i < rowids->len; i++)
    g_ptr_array_add (records, mado_reader_get_record_by_rowid (
                                  self->reader, g_array_index (rowids, gint64, i), NULL, &error));
  g_assert_no_error (error);
  return records;
}

static GPtrArray *
find (Fixture *self, guint32 kinds, const char *text, MadoOrder order)
{
  return find_on (self, kinds, text, order, mado_call_get_today ());
}

static guint64
get_count (GPtrArray *facets, const char *field, const char *value)
{
  for (guint i = 0; i < facets->len; i++)
    {
      const MadoFacet *facet = g_ptr_array_index (facets, i);

      for (guint j = 0; g_str_equal (facet->field, field) && j < facet->values->len; j++)
        {
          const MadoFacetValue *one = g_ptr_array_index (facet->values, j);

          if (g_str_equal (one->value, value))
            return one->count;
        }
    }
  return 0;
}

/* Each value of a field is offered with the number of records that choosing it alone would leave.
 */
static void
count_what_choosing_would_leave (Fixture *self, gconstpointer data)
{
  static const struct
  {
    MadoKind kind;
    const char *chosen; /* of the field that is looked at */
    const char *rest;
    const char *field;
  } vectors[] = {
    { MADO_KIND_AGREEMENT, "status:signed", "", "status" },
    { MADO_KIND_AGREEMENT, "status:(signed OR in-force)", "year:2023", "status" },
    { MADO_KIND_OPPORTUNITY, "funder:jst", "direction:both", "funder" },
    { MADO_KIND_OPPORTUNITY, "state:closed", "funder:jst", "state" },
    { MADO_KIND_DIALOGUE, "type:summit", "energy", "type" },
    { MADO_KIND_OPPORTUNITY, "themes:researcher-mobility", "japan -type:funding", "themes" },
  };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = g_strjoin (" ", vectors[i].chosen, vectors[i].rest, NULL);
      g_autoptr (MadoQuery) query = parse (self, text, mado_call_get_today ());
      guint32 kinds = 1u << vectors[i].kind;
      g_autoptr (GPtrArray) facets
          = mado_reader_count_facets (self->reader, kinds, query, NULL, &error);

      g_assert_no_error (error);
      for (guint f = 0; f < facets->len; f++)
        {
          const MadoFacet *facet = g_ptr_array_index (facets, f);
          g_autofree char *prefix = g_strconcat (facet->field, ":", NULL);
          const char *others = g_str_equal (facet->field, vectors[i].field) ? vectors[i].rest
                               : g_str_has_prefix (vectors[i].rest, prefix) ? vectors[i].chosen
                                                                            : text;

          for (guint v = 0; v < facet->values->len; v++)
            {
              const MadoFacetValue *value = g_ptr_array_index (facet->values, v);
              g_autofree char *narrower
                  = g_strdup_printf ("%s:\"%s\" %s", facet->field, value->value, others);
              g_autoptr (GPtrArray) left = find (self, kinds, narrower, MADO_ORDER_NEWEST);

              g_test_message ("%s", narrower);
              g_assert_cmpuint (value->count, ==, left->len);
              n++;
            }
        }
    }
  g_assert_cmpuint (n, >, 60);
}

static void
join_the_kinds_of_a_list (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint32 both = (1u << MADO_KIND_DOCUMENT) | (1u << MADO_KIND_NEWS);
  g_autoptr (GPtrArray) facets = mado_reader_count_facets (self->reader, both, NULL, NULL, &error);
  g_autoptr (GPtrArray) releases = find (self, both, "type:press-release", MADO_ORDER_NEWEST);

  g_assert_no_error (error);
  g_assert_cmpuint (get_count (facets, "type", "press-release"), ==, releases->len);
  g_assert_cmpuint (releases->len, >, 2);
}

/* The index, the judge of the index's value and the record itself agree, on any day. */
static void
call_a_call_open_only_when_it_is (Fixture *self, gconstpointer data)
{
  static const MadoCallState states[]
      = { MADO_CALL_OPEN, MADO_CALL_UPCOMING, MADO_CALL_UNDATED, MADO_CALL_CLOSED };
  static const MadoOpportunityState truths[]
      = { MADO_OPPORTUNITY_OPEN, MADO_OPPORTUNITY_AHEAD, MADO_OPPORTUNITY_UNKNOWN,
          MADO_OPPORTUNITY_CLOSED };
  MadoVocabulary *vocabulary = mado_reader_get_vocabulary (self->reader);
  guint32 kinds = 1u << MADO_KIND_OPPORTUNITY;
  guint n_open = 0;

  /* From 2009 to 2028 in uneven steps; and each day around the deadline of an open call. */
  for (gint today = 76500; today < 83600; today += today < 82600 ? 211 : 7)
    {
      g_autoptr (GPtrArray) all = find (self, kinds, NULL, MADO_ORDER_NEWEST);
      guint found = 0;

      for (guint s = 0; s < G_N_ELEMENTS (states); s++)
        {
          g_autofree char *text = g_strdup_printf ("state:%s", mado_call_state_to_word (states[s]));
          g_autoptr (GPtrArray) records = find_on (self, kinds, text, MADO_ORDER_NEWEST, today);
          guint expected = 0;

          for (guint i = 0; i < all->len; i++)
            {
              MadoCall call;

              mado_call_read (&call, all->pdata[i]);
              expected
                  += mado_opportunity_get_state (all->pdata[i], vocabulary, today) == truths[s];
              g_assert_cmpint ((mado_call_judge (&call, vocabulary, today) & states[s]) != 0, ==,
                               mado_opportunity_get_state (all->pdata[i], vocabulary, today)
                                   == truths[s]);
            }
          for (guint i = 0; i < records->len; i++)
            g_assert_cmpint (mado_opportunity_get_state (records->pdata[i], vocabulary, today), ==,
                             truths[s]);
          g_assert_cmpuint (records->len, ==, expected);
          found += records->len;
          n_open += states[s] == MADO_CALL_OPEN ? records->len : 0;
        }
      g_assert_cmpuint (found, ==, all->len);
    }
  g_assert_cmpuint (n_open, >, 0);
}

static void
list_the_next_deadline_first (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) records
      = find_on (self, 1u << MADO_KIND_OPPORTUNITY, "state:(open OR upcoming OR closed)",
                 MADO_ORDER_DEADLINE, 82860); /* 2026-11-11 */
  MadoVocabulary *vocabulary = mado_reader_get_vocabulary (self->reader);
  gint last = 0;
  guint rank = 0;

  g_assert_cmpuint (records->len, >, 10);
  for (guint i = 0; i < records->len; i++)
    {
      MadoCall call;
      guint state;
      guint now;

      mado_call_read (&call, records->pdata[i]);
      state = mado_call_judge (&call, vocabulary, 82860);
      now = state & MADO_CALL_OPEN ? 0 : state & MADO_CALL_UPCOMING ? 1 : 2;
      g_assert_cmpuint (now, >=, rank);
      if (now == rank && i > 0 && now < 2 && call.closes > 0)
        g_assert_cmpint (call.closes, >=, last);
      if (now == rank && i > 0 && now == 2)
        g_assert_cmpint (call.closes, <=, last);
      rank = now;
      last = call.closes;
    }
}

/* That another has taken its place stands in the other's links alone, which no rule for a call
 * sees: who enters a successor closes what it follows. */
static void
leave_no_superseded_call_open (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) records
      = find (self, 1u << MADO_KIND_OPPORTUNITY, NULL, MADO_ORDER_DEFAULT);
  guint n_superseded = 0;

  for (guint i = 0; i < records->len; i++)
    {
      MadoLinks *links = mado_record_get_links (records->pdata[i]);

      for (guint j = 0; j < mado_links_get_n (links); j++)
        {
          const MadoLink *link = mado_links_get (links, j);
          g_autoptr (MadoRecord) before
              = g_str_equal (link->rel, "successor-of")
                    ? mado_reader_get_record (self->reader, link->to, NULL, NULL)
                    : NULL;

          if (before && MADO_IS_OPPORTUNITY (before))
            {
              MadoCall call;

              mado_call_read (&call, before);
              g_assert_cmpuint (mado_call_judge (&call, mado_reader_get_vocabulary (self->reader),
                                                 mado_call_get_today ()),
                                ==, MADO_CALL_CLOSED);
              n_superseded++;
            }
        }
    }
  g_assert_cmpuint (n_superseded, >, 0);
}

static void
turn_round_and_keep_the_undated_last (Fixture *self, gconstpointer data)
{
  guint32 kinds = 1u << MADO_KIND_DOCUMENT;
  g_autoptr (GPtrArray) oldest = find (self, kinds, NULL, MADO_ORDER_OLDEST);
  g_autoptr (GPtrArray) newest = find (self, kinds, NULL, MADO_ORDER_NEWEST);
  gint before = 0;
  gboolean undated = FALSE;

  g_assert_cmpuint (oldest->len, ==, newest->len);
  for (guint i = 0; i < oldest->len; i++)
    {
      MadoDate *date = mado_record_get_date (oldest->pdata[i]);
      gint day;

      g_assert_false (undated && date != NULL);
      undated = date == NULL;
      if (date == NULL)
        continue;
      day = mado_date_get_start (date).precision == MADO_PRECISION_NONE
                ? mado_date_get_last_day (date)
                : mado_date_get_first_day (date);
      g_assert_cmpint (day, >=, before);
      before = day;
    }
  g_assert_true (undated);
}

static void
list_meetings_by_name_too (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) records = find (self, 1u << MADO_KIND_NEWS, NULL, MADO_ORDER_NAME_EN);
  const char *before = "";

  g_assert_cmpuint (records->len, ==, 18);
  for (guint i = 0; i < records->len; i++)
    {
      const char *title
          = mado_text_get (mado_record_get_title (records->pdata[i]), MADO_LANGUAGE_EN, NULL);

      g_assert_cmpint (g_ascii_strncasecmp (before, title, 1), <=, 0);
      before = title;
    }
}

/* The golden order of C03: 伊藤 (いとう) stands in the row of あ, 山田 in that of や. */
static void
put_each_row_of_kana_where_it_begins (Fixture *self, gconstpointer data)
{
  static const char *const rows[] = { "あいうえお",           "かきくけこがぎぐげご",
                                      "さしすせそざじずぜぞ", "たちつてとだぢづでど",
                                      "なにぬねの",           "はひふへほばびぶべぼぱぴぷぺぽ",
                                      "まみむめも",           "やゆよ",
                                      "らりるれろ",           "わ" };
  g_autoptr (GError) error = NULL;
  guint32 kinds = (1u << MADO_KIND_ORGANISATION) | (1u << MADO_KIND_PERSON);
  MadoRequest request = { kinds, NULL, MADO_ORDER_NAME_JA, MADO_LANGUAGE_JA };
  g_autoptr (GPtrArray) heads = mado_reader_list_heads (self->reader, &request, NULL, &error);
  g_autoptr (GPtrArray) records = find (self, kinds, NULL, MADO_ORDER_NAME_JA);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < heads->len; i++)
    {
      const MadoHead *head = heads->pdata[i];
      guint end = i + 1 < heads->len ? ((MadoHead *) heads->pdata[i + 1])->row : records->len;

      for (guint r = 0; r < G_N_ELEMENTS (rows); r++)
        for (guint at = head->row; g_str_has_prefix (rows[r], head->label) && at < end; at++)
          {
            const char *reading = mado_record_get_reading (records->pdata[at]);
            g_autofree char *first = reading ? g_utf8_substring (reading, 0, 1) : NULL;

            /* Katakana is sorted as hiragana is; people from Europe have no reading. */
            if (first && g_utf8_get_char (first) < 0x30a0)
              g_assert_nonnull (strstr (rows[r], first));
            n += first != NULL;
          }
    }
  g_assert_cmpuint (n, >, 70);
}

static MadoRecord *
make_theme (const char *id, const char *title)
{
  g_autofree char *json = g_strdup_printf (
      "{\"id\":\"%s\",\"kind\":\"theme\",\"title\":{\"en\":\"%s\",\"ja\":\"%s\"},"
      "\"summary\":{\"en\":\"-\",\"ja\":\"-\"}}",
      id, id, title);

  return store_parse (json);
}

/* The first characters of the names under each head: "A–Z" holds Latin letters only, 他 Han only.
 */
static char *
spell_heads (Fixture *self, const MadoRequest *request, GArray *rowids)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) heads = mado_reader_list_heads (self->reader, request, NULL, &error);
  GString *spelt = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < heads->len; i++)
    {
      const MadoHead *head = heads->pdata[i];
      guint end = i + 1 < heads->len ? ((MadoHead *) heads->pdata[i + 1])->row : rowids->len;

      g_string_append_printf (spelt, "%s:", head->label);
      for (guint row = head->row; row < end; row++)
        {
          g_autoptr (MadoRecord) record = mado_reader_get_record_by_rowid (
              self->reader, g_array_index (rowids, gint64, row), NULL, &error);

          g_assert_no_error (error);
          g_string_append_unichar (spelt,
                                   g_utf8_get_char (mado_text_get (mado_record_get_title (record),
                                                                   MADO_LANGUAGE_JA, NULL)));
        }
      g_string_append_c (spelt, ' ');
    }
  return g_string_free (spelt, FALSE);
}

/* The same rows whether all are asked for or the first of them only. */
static void
assert_first_rows (Fixture *self, const MadoRequest *request, GArray *rowids)
{
  for (guint limit = 1; limit <= rowids->len; limit++)
    {
      g_autoptr (GError) error = NULL;
      gboolean more;
      g_autoptr (GPtrArray) hits
          = mado_reader_first (self->reader, request, limit, &more, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (hits->len, ==, limit);
      for (guint i = 0; i < limit; i++)
        g_assert_cmpint (((MadoHit *) hits->pdata[i])->rowid, ==,
                         g_array_index (rowids, gint64, i));
    }
}

/* 亜 is the first Han of JIS X 0208, 医 stands before 一 there. */
static void
put_latin_letters_where_they_are_wanted (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  MadoRequest request = { 1u << MADO_KIND_THEME, NULL, MADO_ORDER_NAME_JA, MADO_LANGUAGE_EN };

  store_exec (&self->store, "DELETE FROM name_order");
  store_apply (&self->store, "own",
               store_list (make_theme ("x-1", "わ"), make_theme ("x-2", "医"),
                           make_theme ("x-3", "亜"), make_theme ("x-4", "Ｚ"),
                           make_theme ("x-5", "アジア"), make_theme ("x-6", "5G"),
                           make_theme ("x-7", "á"), make_theme ("x-8", "いろは"),
                           make_theme ("x-9", "B"), NULL),
               "9 0 0 0 0");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GArray) rowids = NULL;
      g_autofree char *spelt = NULL;

      request.latin_last = i == 1;
      rowids = mado_reader_all (self->reader, &request, NULL, NULL, &error);
      g_assert_no_error (error);
      spelt = spell_heads (self, &request, rowids);
      g_assert_cmpstr (spelt, ==,
                       request.latin_last ? "#:5 あ:アい わ:わ A–Z:áBＺ 他:亜医 "
                                          : "A–Z:5áBＺ あ:アい わ:わ 他:亜医 ");
      assert_first_rows (self, &request, rowids);
    }
}

static MadoRecord *
make_person (const char *id, const char *family, const char *reading)
{
  g_autofree char *json = g_strdup_printf (
      "{\"id\":\"%s\",\"kind\":\"person\",\"title\":{\"ja\":\"%s\"},\"reading\":\"%s\","
      "\"name\":{\"family\":{\"ja\":\"%s\",\"reading\":\"%s\"},\"given\":{\"ja\":\"太郎\","
      "\"reading\":\"たろう\"}},\"summary\":{\"ja\":\"-\"},"
      "\"office\":{\"ja\":\"-\"},\"historic\":false,\"participants\":[{\"organisation\":\"jst\","
      "\"role\":\"office-held\"}]}",
      id, family, reading, family, reading);

  return store_parse (json);
}

static MadoRecord *
make_university (void)
{
  return store_parse (
      "{\"id\":\"x-osaka\",\"kind\":\"organisation\",\"type\":\"university\",\"side\":\"jp\","
      "\"title\":{\"en\":\"Osaka University\",\"ja\":\"国立大学法人大阪大学\"},"
      "\"reading\":\"こくりつだいがくほうじんおおさかだいがく\",\"summary\":{\"en\":\"-\"}}");
}

static void
find_a_reading_however_it_is_romanised (Fixture *self, gconstpointer data)
{
  static const char *const vectors[][2] = {
    { "Osaka", "x-osaka" },
    { "Ōsaka", "x-osaka" },
    { "Oosaka", "x-osaka" },
    { "おおさか", "x-osaka" },
    { "osaka daigaku", "x-osaka" },
    { "Ōsaka Daigaku", "x-osaka" },
    { "Itou", "x-ito" },
    { "Itoh", "x-ito" },
    { "Itō", "x-ito" },
    { "Matumoto", "hiroshi-matsumoto" },
    { "Hamaguti", "michinari-hamaguchi" },
  };

  store_apply (&self->store, "own",
               store_list (make_university (), make_person ("x-ito", "伊藤", "いとう"),
                           make_person ("x-yamada", "山田", "やまだ"), NULL),
               "3 0 0 0 0");
  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (GPtrArray) records = find (self, 0, vectors[i][0], MADO_ORDER_DEFAULT);

      g_test_message ("%s", vectors[i][0]);
      g_assert_cmpuint (records->len, >, 0);
      g_assert_cmpstr (mado_record_get_id (records->pdata[0]), ==, vectors[i][1]);
    }
  {
    guint32 people = 1u << MADO_KIND_PERSON;
    g_autoptr (GPtrArray) records = find (self, people, "set:own", MADO_ORDER_NAME_JA);

    g_assert_cmpuint (records->len, ==, 2);
    g_assert_cmpstr (mado_record_get_id (records->pdata[0]), ==, "x-ito");
    g_assert_cmpstr (mado_record_get_id (records->pdata[1]), ==, "x-yamada");
  }
}

/* Words of English that could be readings find nothing that does not have them. */
static void
find_no_reading_for_an_english_word (Fixture *self, gconstpointer data)
{
  static const char *const words[] = { "nation", "domain", "union", "some", "more", "note", "time",
                                       "zone",   "house",  "route", "name", "base", "mode" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *quoted = g_strdup_printf ("%s ", words[i]);
      g_autoptr (GPtrArray) records = find (self, 0, quoted, MADO_ORDER_DEFAULT);

      for (guint j = 0; j < records->len; j++)
        {
          g_autofree char *json = json_to_string (mado_record_get_json (records->pdata[j]), FALSE);
          g_autofree char *lower = g_ascii_strdown (json, -1);

          if (strstr (lower, words[i]) == NULL)
            g_error ("%s finds %s", words[i], mado_record_get_id (records->pdata[j]));
        }
    }
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *, gconstpointer);
  } tests[] = {
    { "facets-count-what-choosing-would-leave", count_what_choosing_would_leave },
    { "facets-join-the-kinds-of-a-list", join_the_kinds_of_a_list },
    { "calls-are-open-only-when-they-are", call_a_call_open_only_when_it_is },
    { "leaves-no-superseded-call-open", leave_no_superseded_call_open },
    { "lists-the-next-deadline-first", list_the_next_deadline_first },
    { "turns-round-and-keeps-the-undated-last", turn_round_and_keep_the_undated_last },
    { "lists-dated-kinds-by-name-too", list_meetings_by_name_too },
    { "puts-each-row-of-kana-where-it-begins", put_each_row_of_kana_where_it_begins },
    { "puts-latin-letters-where-they-are-wanted", put_latin_letters_where_they_are_wanted },
    { "finds-a-reading-however-it-is-romanised", find_a_reading_however_it_is_romanised },
    { "finds-no-reading-for-an-english-word", find_no_reading_for_an_english_word },
  };

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/store/counts/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, reader_set_up, tests[i].run, reader_tear_down);
    }
  return g_test_run ();
}
