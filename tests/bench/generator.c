/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records for measurements, drawn from the bundled ones. */
#include "bench/generator.h"

#include "core/json/mado-json.h"

struct _Generator
{
  GPtrArray *words;         /* English words, as often as they occur */
  GPtrArray *clauses;       /* Japanese clauses, likewise */
  GPtrArray *organisations; /* ids */
  GPtrArray *themes;        /* ids */
};

/* Of a hundred records, so many are of each kind: as it is where CORDIS has been imported. */
static const struct
{
  const char *kind;
  guint share;
  const char *members; /* required ones, beyond those of every kind */
} kinds[] = {
  { "project", 56, "\"type\":\"project\",\"status\":\"active\"" },
  { "organisation", 14, "\"type\":\"university\",\"side\":\"eu\",\"reading\":\"せいせい\"" },
  { "event", 8, "\"type\":\"seminar\"" },
  { "news", 6,
    "\"type\":\"news-article\",\"links\":[{\"rel\":\"reports\",\"to\":\"st-agreement\"}]" },
  { "document", 6, "\"type\":\"report\"" },
  { "opportunity", 5, "\"type\":\"funding\",\"status\":\"closed\",\"who\":{\"en\":\"Anyone\"}" },
  { "dialogue", 3, "\"type\":\"policy-dialogue\",\"status\":\"held\"" },
  { "agreement", 2, "\"type\":\"memorandum\",\"status\":\"signed\"" },
};

static void
add_words (GPtrArray *words, const char *text)
{
  g_auto (GStrv) pieces = g_strsplit_set (text, " \t\n\"\\", -1);

  for (guint i = 0; pieces[i] != NULL; i++)
    if (*pieces[i] != '\0')
      g_ptr_array_add (words, g_strdup (pieces[i]));
}

static void
add_clauses (GPtrArray *clauses, const char *text)
{
  const char *start = text;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c != 0x3001 && c != 0x3002) /* 、。 */
        continue;
      if (p > start && strpbrk (start, "\"\\") == NULL)
        g_ptr_array_add (clauses, g_strndup (start, g_utf8_next_char (p) - start));
      start = g_utf8_next_char (p);
    }
}

static void
add_text (Generator *self, JsonObject *record, const char *member)
{
  JsonNode *node = json_object_get_member (record, member);
  JsonObject *text;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  text = json_node_get_object (node);
  add_words (self->words, json_object_get_string_member_with_default (text, "en", ""));
  add_clauses (self->clauses, json_object_get_string_member_with_default (text, "ja", ""));
}

static void
add_record (Generator *self, JsonObject *record)
{
  const char *kind = json_object_get_string_member (record, "kind");
  GPtrArray *ids = g_str_equal (kind, "organisation") ? self->organisations
                   : g_str_equal (kind, "theme")      ? self->themes
                                                      : NULL;

  if (ids != NULL)
    g_ptr_array_add (ids, g_strdup (json_object_get_string_member (record, "id")));
  add_text (self, record, "title");
  add_text (self, record, "summary");
}

static void
add_file (Generator *self, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  JsonArray *records;

  if (!g_file_get_contents (path, &text, &length, &error))
    g_error ("%s", error->message);
  node = mado_json_parse (text, length, MADO_JSON_MAX_FILE, MADO_JSON_NONE, NULL, &error);
  if (node == NULL)
    g_error ("%s: %s", path, error->message);
  if (!json_object_has_member (json_node_get_object (node), "records"))
    return;
  records = json_object_get_array_member (json_node_get_object (node), "records");
  for (guint i = 0; i < json_array_get_length (records); i++)
    add_record (self, json_array_get_object_element (records, i));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

Generator *
generator_new (const char *folder)
{
  Generator *self = g_new0 (Generator, 1);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert (dir != NULL);
  self->words = g_ptr_array_new_with_free_func (g_free);
  self->clauses = g_ptr_array_new_with_free_func (g_free);
  self->organisations = g_ptr_array_new_with_free_func (g_free);
  self->themes = g_ptr_array_new_with_free_func (g_free);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".json"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    add_file (self, folder, names->pdata[i]);
  return self;
}

void
generator_free (Generator *self)
{
  g_ptr_array_unref (self->words);
  g_ptr_array_unref (self->clauses);
  g_ptr_array_unref (self->organisations);
  g_ptr_array_unref (self->themes);
  g_free (self);
}

static const char *
draw (GRand *rand, GPtrArray *from)
{
  return from->pdata[g_rand_int_range (rand, 0, from->len)];
}

static void
append_drawn (GString *json, GRand *rand, GPtrArray *from, guint n, const char *between)
{
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append (json, between);
      g_string_append (json, draw (rand, from));
    }
}

static void
append_text (GString *json, Generator *self, GRand *rand, gboolean japanese, const char *member,
             const char *lead_en, const char *lead_ja, guint n_words, guint n_clauses)
{
  g_string_append_printf (json, ",\"%s\":{\"en\":\"%s", member, lead_en);
  append_drawn (json, rand, self->words, n_words, " ");
  if (japanese)
    {
      g_string_append_printf (json, "\",\"ja\":\"%s", lead_ja);
      append_drawn (json, rand, self->clauses, n_clauses, "");
    }
  g_string_append (json, "\"}");
}

static guint
choose_kind (GRand *rand)
{
  guint at = g_rand_int_range (rand, 0, 100);
  guint k = 0;

  while (at >= kinds[k].share)
    at -= kinds[k++].share;
  return k;
}

char *
generator_make (Generator *self, guint i)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (GENERATOR_SEED + i);
  GString *json = g_string_sized_new (1200);
  guint k = choose_kind (rand);
  gboolean japanese = g_rand_int_range (rand, 0, 5) == 0;

  g_string_append_printf (json, "{\"id\":\"generated-%07u\",\"kind\":\"%s\",%s", i, kinds[k].kind,
                          kinds[k].members);
  append_text (json, self, rand, japanese, "title", "", "", g_rand_int_range (rand, 4, 12), 1);
  append_text (json, self, rand, japanese, "summary", "Generated for measurements. ",
               "測定用に生成した記録です。", g_rand_int_range (rand, 60, 110),
               g_rand_int_range (rand, 3, 8));
  if (!g_str_equal (kinds[k].kind, "organisation"))
    g_string_append_printf (json,
                            ",\"date\":{\"start\":\"%d-%02d-%02d\"},\"themes\":[\"%s\"],"
                            "\"participants\":[{\"organisation\":\"%s\",\"role\":\"participant\"}]",
                            g_rand_int_range (rand, 1990, 2027), g_rand_int_range (rand, 1, 13),
                            g_rand_int_range (rand, 1, 29), draw (rand, self->themes),
                            draw (rand, self->organisations));
  g_string_append (json, ",\"sources\":[{\"title\":\"Generated for measurements\","
                         "\"accessed\":\"2026-11-22\"}]}");
  return g_string_free (json, FALSE);
}
