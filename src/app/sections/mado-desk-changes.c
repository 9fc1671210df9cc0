/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stars and notes, as changes that can be undone. */
#include "app/sections/mado-desk-changes.h"

#include <glib/gi18n.h>

#define SHOWN 60 /* characters of a title in the name of a change */

/* It crosses to the desk's thread. */
typedef struct
{
  char *id;
  char *title;
  char *json;
  gboolean starred;
  char *before;
  char *after;
} Data;

static Data *
new_data (MadoRecord *record)
{
  Data *self = g_new0 (Data, 1);
  JsonNode *json = mado_record_get_json (record);

  self->id = g_strdup (mado_record_get_id (record));
  self->title
      = mado_json_to_record_form (json_object_get_member (json_node_get_object (json), "title"));
  self->json = mado_json_to_record_form (json);
  return self;
}

static void
free_data (gpointer data)
{
  Data *self = data;

  g_free (self->id);
  g_free (self->title);
  g_free (self->json);
  g_free (self->before);
  g_free (self->after);
  g_free (self);
}

static gboolean
set_star (MadoDesk *desk, const Data *data, gboolean starred, GError **error)
{
  return mado_desk_set_starred (desk, data->id, data->title, starred, error)
         && mado_desk_keep_copy (desk, data->id, data->json, error);
}

static gboolean
apply_star (MadoDesk *desk, gconstpointer data, GError **error)
{
  return set_star (desk, data, ((const Data *) data)->starred, error);
}

static gboolean
revert_star (MadoDesk *desk, gconstpointer data, GError **error)
{
  return set_star (desk, data, !((const Data *) data)->starred, error);
}

static gboolean
set_note (MadoDesk *desk, const Data *data, const char *text, GError **error)
{
  return mado_desk_set_note (desk, data->id, data->title, text, error)
         && mado_desk_keep_copy (desk, data->id, data->json, error);
}

static gboolean
apply_note (MadoDesk *desk, gconstpointer data, GError **error)
{
  return set_note (desk, data, ((const Data *) data)->after, error);
}

static gboolean
revert_note (MadoDesk *desk, gconstpointer data, GError **error)
{
  return set_note (desk, data, ((const Data *) data)->before, error);
}

static char *
dup_shown (MadoRecord *record, MadoLanguage language)
{
  const char *title = mado_text_get (mado_record_get_title (record), language, NULL);
  g_autofree char *head = NULL;

  if (g_utf8_strlen (title, -1) <= SHOWN)
    return g_strdup (title);
  head = g_utf8_substring (title, 0, SHOWN);
  return g_strconcat (g_strchomp (head), "…", NULL);
}

/**
 * mado_change_star:
 * @starred: whether it is to have a star
 */
void
mado_change_star (MadoUndo *undo, MadoRecord *record, MadoLanguage language, gboolean starred)
{
  g_autofree char *shown = NULL, *name = NULL;
  MadoUndoChange change
      = { .id = mado_record_get_id (record), .apply = apply_star, .revert = revert_star };
  Data *data = new_data (record);

  shown = dup_shown (record, language);
  /* Translators: %s is the title of a record. */
  name = g_strdup_printf (starred ? _ ("Star on “%s” set") : _ ("Star on “%s” removed"), shown);
  change.name = name;
  data->starred = starred;
  mado_undo_do (undo, &change, data, free_data);
}

/**
 * mado_change_note:
 * @before: the note as it was when the writing began; empty where there was none
 * @after: as it is now
 * @series: (nullable): names the writing that goes on; its steps take each other's place
 */
void
mado_change_note (MadoUndo *undo, MadoRecord *record, MadoLanguage language, const char *before,
                  const char *after, const char *series)
{
  g_autofree char *shown = NULL, *name = NULL;
  MadoUndoChange change = { .id = mado_record_get_id (record),
                            .series = series,
                            .is_void = g_str_equal (before, after),
                            .quiet = *after != '\0',
                            .apply = apply_note,
                            .revert = revert_note };
  const char *form = _ ("Note on “%s” changed");
  Data *data = new_data (record);

  if (!*before)
    form = _ ("Note on “%s” written");
  else if (!*after)
    form = _ ("Note on “%s” removed");
  shown = dup_shown (record, language);
  name = g_strdup_printf (form, shown);
  change.name = name;
  data->before = g_strdup (before);
  data->after = g_strdup (after);
  mado_undo_do (undo, &change, data, free_data);
}
