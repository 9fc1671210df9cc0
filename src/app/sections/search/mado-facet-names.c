/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Titles of facets stand here; values have theirs from the vocabulary, or from their record. */
#include "app/sections/search/mado-facet-names.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/widgets/mado-inert.h"
#include "core/model/mado-record.h"

/* In the order in which people narrow a list. */
static const struct
{
  const char *field;
  const char *title; /* untranslated */
} facets[] = {
  { "kind", NC_ ("facet", "Kind") },
  { "state", NC_ ("facet", "Applications") },
  { "status", NC_ ("facet", "Status") },
  { "side", NC_ ("facet", "Side") },
  { "type", NC_ ("facet", "Type") },
  { "category", NC_ ("facet", "Category") },
  { "direction", NC_ ("facet", "Direction") },
  { "career_stages", NC_ ("facet", "Career stage") },
  { "stays", NC_ ("facet", "Length of stay") },
  { "funder", NC_ ("facet", "Who pays") },
  { "languages", NC_ ("facet", "Language of application") },
  { "programme", NC_ ("facet", "Programme") },
  { "call", NC_ ("facet", "Call") },
  { "topic", NC_ ("facet", "Topic") },
  { "action", NC_ ("facet", "Type of action") },
  { "role", NC_ ("facet", "Japanese role") },
  { "country", NC_ ("facet", "Country") },
  { "field", NC_ ("facet", "Field of science") },
  { "year", NC_ ("facet", "Year") },
  { "themes", NC_ ("facet", "Theme") },
  { "series", NC_ ("facet", "Series") },
  { "participants", NC_ ("facet", "Taking part") },
  { "audience", NC_ ("facet", "Audience") },
  { "verified", NC_ ("facet", "Verified") },
  { "historic", NC_ ("facet", "Former holder") },
  { "check_before_use", NC_ ("facet", "Check before use") },
  { "is", NC_ ("facet", "Mark") },
  { "set", NC_ ("facet", "Set") },
};

guint
mado_facet_get_place (const char *field)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (facets) && !g_str_equal (facets[i].field, field))
    i++;
  return i;
}

char *
mado_facet_dup_title (const char *field)
{
  guint place = mado_facet_get_place (field);
  char *title;

  if (place < G_N_ELEMENTS (facets))
    return g_strdup (g_dpgettext2 (GETTEXT_PACKAGE, "facet", facets[place].title));
  title = g_strdelimit (g_strdup (field), "_", ' ');
  *title = g_ascii_toupper (*title);
  return title;
}

/* The vocabulary's list that a field of one of the kinds takes its words from; transfer full,
 * nullable. @is_flag (out). */
static char *
find_list (guint32 kinds, const char *name, gboolean *is_flag)
{
  *is_flag = FALSE;
  for (MadoKind kind = MADO_KIND_NONE + 1; kind < MADO_N_KINDS; kind++)
    {
      const GType types[] = { MADO_TYPE_RECORD, mado_kind_get_record_type (kind) };

      for (guint t = 0; (kinds & (1u << kind)) && t < G_N_ELEMENTS (types); t++)
        {
          g_autoptr (GTypeClass) class = g_type_class_ref (types[t]);
          const MadoRecordClass *record_class = (const MadoRecordClass *) class;

          for (guint i = 0; i < record_class->n_fields; i++)
            {
              const MadoField *field = &record_class->fields[i];

              if (!g_str_equal (field->name, name))
                continue;
              *is_flag = field->type == MADO_FIELD_FLAG;
              if (field->list != NULL)
                return *field->list != '\0' ? g_strdup (field->list)
                                            : g_strconcat (mado_kind_to_word (kind), "_type", NULL);
            }
        }
    }
  return NULL;
}

static gboolean
is_record (const char *field)
{
  return g_str_equal (field, "themes") || g_str_equal (field, "participants")
         || g_str_equal (field, "funder");
}

static const char *
name_word (const char *field, const char *value)
{
  if (g_str_equal (field, "is"))
    return g_ascii_strcasecmp (value, "starred") == 0  ? C_ ("facet", "Starred")
           : g_ascii_strcasecmp (value, "unread") == 0 ? C_ ("facet", "Unread")
                                                       : C_ ("facet", "Disputed");
  return g_str_equal (value, "yes") ? C_ ("facet", "Yes") : C_ ("facet", "No");
}

static char *
name_year (const char *value, MadoLanguage language)
{
  gboolean is_year = *value != '\0' && strspn (value, "0123456789") == strlen (value);

  return is_year && language == MADO_LANGUAGE_JA ? g_strconcat (value, "年", NULL)
                                                 : g_strdup (value);
}

/**
 * mado_facet_name_value:
 * @reader: on its own thread
 * @kinds: bits of the kinds that the list shows
 *
 * Blocks.
 *
 * Returns: (transfer full): what is shown for @value, one line
 */
char *
mado_facet_name_value (MadoReader *reader, guint32 kinds, const char *field, const char *value,
                       MadoLanguage language)
{
  MadoVocabulary *vocabulary = mado_reader_get_vocabulary (reader);
  g_autoptr (MadoText) title
      = is_record (field) ? mado_reader_get_title (reader, value, NULL, NULL) : NULL;
  gboolean is_flag = FALSE;
  g_autofree char *list = find_list (kinds, field, &is_flag);
  g_autofree char *year = g_str_equal (field, "year") ? name_year (value, language) : NULL;
  const char *name = value;

  if (title != NULL)
    name = mado_text_get (title, language, NULL);
  else if (year != NULL)
    name = year;
  else if (is_flag || g_str_equal (field, "is"))
    name = name_word (field, value);
  else if (g_str_equal (field, "state") || g_str_equal (field, "kind"))
    name = mado_vocabulary_get_label (
        vocabulary, g_str_equal (field, "kind") ? "kind" : "call_state", value, language);
  else if (list != NULL)
    name = mado_vocabulary_get_label (vocabulary, list, value, language);
  return mado_inert_line (name != NULL ? name : value, NULL);
}
