/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is in the buffer is written by one writer (MadoCaseWriting) from the case's opening to its
 * leaving. */
#include "app/sections/desk/mado-case-editor.h"

#include "app/sections/desk/mado-case-drafts.h"

#define MOST 80000 /* characters: in Japanese they are just less than a message may have bytes */

struct _MadoCaseEditor
{
  GObject parent_instance;
  MadoCaseDesk *desk;
  char *what;
  GtkTextBuffer *buffer;
  GStrv cited;
  char *case_id; /* nullable */
  MadoCaseWriting *writing;
  MadoCaseDraft *other; /* nullable */
  char *saved;          /* nullable: as the desk was told last */
  char *settling;       /* nullable: what is to stand here when the desk has settled it */
  GStrv settling_cited;
  gboolean is_filling;
};

enum
{
  PROP_0,
  PROP_OTHER,
  N_PROPS
};

enum
{
  WRITTEN,
  FULL,
  FAILED,
  SETTLED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoCaseEditor, mado_case_editor, G_TYPE_OBJECT)

static MadoCaseDrafts *
get_drafts (MadoCaseEditor *self)
{
  return mado_case_drafts_get (mado_case_desk_get_context (self->desk));
}

static void
set_cited (MadoCaseEditor *self, const char *const *cited)
{
  GStrv copy = cited != NULL ? g_strdupv ((char **) cited) : g_new0 (char *, 1);

  g_strfreev (self->cited);
  self->cited = copy;
}

static void
set_text (MadoCaseEditor *self, const char *text)
{
  self->is_filling = TRUE;
  gtk_text_buffer_set_text (self->buffer, text, -1);
  self->is_filling = FALSE;
  g_free (self->saved);
  self->saved = g_strdup (text);
}

/* As somebody's own change, which the editor can take back. */
static void
replace_text (MadoCaseEditor *self, const char *text)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  self->is_filling = TRUE;
  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_delete (self->buffer, &start, &end);
  gtk_text_buffer_insert (self->buffer, &start, text, -1);
  gtk_text_buffer_end_user_action (self->buffer);
  self->is_filling = FALSE;
  g_free (self->saved);
  self->saved = g_strdup (text);
}

static void
set_other (MadoCaseEditor *self, const MadoCaseDraft *other)
{
  MadoCaseDraft *copy = mado_case_draft_copy (other);

  g_clear_pointer (&self->other, mado_case_draft_free);
  self->other = copy;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_OTHER]);
}

static void
begin (MadoCaseEditor *self, const MadoCaseDraft *read)
{
  g_autofree char *slot = g_strconcat (self->case_id, "/", self->what, NULL);

  g_clear_pointer (&self->writing, mado_case_writing_unref);
  self->writing = mado_case_writing_new (slot, read);
  set_text (self, read != NULL ? read->text : "");
  set_cited (self, read != NULL ? (const char *const *) read->cited : NULL);
}

/* --- What the desk says --- */

static void
failed_cb (MadoCaseEditor *self, MadoCaseWriting *writing, const GError *error)
{
  if (writing != self->writing)
    return;
  /* The text stays where it is, and is tried again with the next letter. */
  g_clear_pointer (&self->saved, g_free);
  g_signal_emit (self, signals[FAILED], 0, error);
}

static void
doubled_cb (MadoCaseEditor *self, MadoCaseWriting *writing, const MadoCaseDraft *other)
{
  if (writing != self->writing)
    return;
  /* Nothing of this one can be lost. */
  if (gtk_text_buffer_get_char_count (self->buffer) == 0)
    begin (self, other);
  else
    set_other (self, other);
}

static void
settled_cb (MadoCaseEditor *self, MadoCaseWriting *writing, const GError *error)
{
  if (writing != self->writing)
    return;
  if (error == NULL && self->settling != NULL)
    {
      g_autofree char *written = mado_case_editor_dup (self);

      if (!g_str_equal (written, self->settling))
        replace_text (self, self->settling);
      set_cited (self, (const char *const *) self->settling_cited);
    }
  g_clear_pointer (&self->settling, g_free);
  g_clear_pointer (&self->settling_cited, g_strfreev);
  if (error == NULL)
    set_other (self, NULL);
  g_signal_emit (self, signals[SETTLED], 0, error);
}

/* --- The buffer --- */

static void
changed_cb (MadoCaseEditor *self)
{
  if (!self->is_filling)
    g_signal_emit (self, signals[WRITTEN], 0);
}

static void
insert_cb (MadoCaseEditor *self, GtkTextIter *place, char *text, int length, GtkTextBuffer *buffer)
{
  if (gtk_text_buffer_get_char_count (buffer) + g_utf8_strlen (text, length) <= MOST)
    return;
  g_signal_stop_emission_by_name (buffer, "insert-text");
  g_signal_emit (self, signals[FULL], 0);
}

static void
mado_case_editor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_OTHER)
    g_value_set_boolean (value, MADO_CASE_EDITOR (object)->other != NULL);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mado_case_editor_finalize (GObject *object)
{
  MadoCaseEditor *self = MADO_CASE_EDITOR (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->buffer);
  g_clear_pointer (&self->writing, mado_case_writing_unref);
  g_clear_pointer (&self->other, mado_case_draft_free);
  g_strfreev (self->cited);
  g_strfreev (self->settling_cited);
  g_free (self->settling);
  g_free (self->what);
  g_free (self->case_id);
  g_free (self->saved);
  G_OBJECT_CLASS (mado_case_editor_parent_class)->finalize (object);
}

static guint
add_signal (const char *name, guint n, GType type)
{
  return g_signal_new (name, MADO_TYPE_CASE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, n, type);
}

static void
mado_case_editor_class_init (MadoCaseEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = mado_case_editor_get_property;
  object_class->finalize = mado_case_editor_finalize;
  props[PROP_OTHER] = g_param_spec_boolean ("other", NULL, NULL, FALSE,
                                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[WRITTEN] = add_signal ("written", 0, G_TYPE_NONE);
  signals[FULL] = add_signal ("full", 0, G_TYPE_NONE);
  signals[FAILED] = add_signal ("failed", 1, G_TYPE_ERROR);
  signals[SETTLED] = add_signal ("settled", 1, G_TYPE_ERROR);
}

static void
mado_case_editor_init (MadoCaseEditor *self)
{
  self->buffer = gtk_text_buffer_new (NULL);
  set_cited (self, NULL);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "insert-text", G_CALLBACK (insert_cb), self,
                           G_CONNECT_SWAPPED);
}

MadoCaseEditor *
mado_case_editor_new (MadoCaseDesk *desk, const char *what)
{
  MadoCaseEditor *self;
  MadoCaseDrafts *drafts;

  g_return_val_if_fail (MADO_IS_CASE_DESK (desk) && what != NULL, NULL);

  self = g_object_new (MADO_TYPE_CASE_EDITOR, NULL);
  self->desk = g_object_ref (desk);
  self->what = g_strdup (what);
  drafts = get_drafts (self);
  g_signal_connect_object (drafts, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drafts, "doubled", G_CALLBACK (doubled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drafts, "settled", G_CALLBACK (settled_cb), self, G_CONNECT_SWAPPED);
  return self;
}

GtkTextBuffer *
mado_case_editor_get_buffer (MadoCaseEditor *self)
{
  g_return_val_if_fail (MADO_IS_CASE_EDITOR (self), NULL);

  return self->buffer;
}

MadoCaseWriting *
mado_case_editor_get_writing (MadoCaseEditor *self)
{
  g_return_val_if_fail (MADO_IS_CASE_EDITOR (self), NULL);

  return self->writing;
}

char *
mado_case_editor_dup (MadoCaseEditor *self)
{
  GtkTextIter start, end;

  g_return_val_if_fail (MADO_IS_CASE_EDITOR (self), NULL);

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

const char *const *
mado_case_editor_get_cited (MadoCaseEditor *self)
{
  g_return_val_if_fail (MADO_IS_CASE_EDITOR (self), NULL);

  return (const char *const *) self->cited;
}

/* @to without what it has already. transfer full */
static GStrv
join_cited (const char *const *to, const char *const *more)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_addv (builder, (const char **) to);
  for (guint i = 0; more[i] != NULL; i++)
    if (!g_strv_contains (to, more[i]))
      g_strv_builder_add (builder, more[i]);
  return g_strv_builder_end (builder);
}

void
mado_case_editor_add_cited (MadoCaseEditor *self, const char *id)
{
  const char *const more[] = { id, NULL };
  g_auto (GStrv) joined = NULL;

  g_return_if_fail (MADO_IS_CASE_EDITOR (self) && id != NULL);

  joined = join_cited (mado_case_editor_get_cited (self), more);
  set_cited (self, (const char *const *) joined);
}

const MadoCaseDraft *
mado_case_editor_get_other (MadoCaseEditor *self)
{
  g_return_val_if_fail (MADO_IS_CASE_EDITOR (self), NULL);

  return self->other;
}

gboolean
mado_case_editor_may_join (MadoCaseEditor *self)
{
  g_return_val_if_fail (MADO_IS_CASE_EDITOR (self), FALSE);

  return self->other != NULL
         && g_utf8_strlen (self->other->text, -1) + 2
                    + gtk_text_buffer_get_char_count (self->buffer)
                <= MOST;
}

/* Beside the one that is in the editor. */
static const MadoCaseDraft *
find_other (GPtrArray *drafts, const MadoCaseDraft *own)
{
  for (guint i = 0; i < drafts->len; i++)
    if (drafts->pdata[i] != own)
      return drafts->pdata[i];
  return NULL;
}

void
mado_case_editor_open (MadoCaseEditor *self, const char *case_id, GPtrArray *drafts)
{
  g_autofree char *slot = NULL;
  g_autofree char *held = NULL;
  g_auto (GStrv) cited = NULL;
  MadoCaseWriting *writing;
  const MadoCaseDraft *own;

  g_return_if_fail (MADO_IS_CASE_EDITOR (self) && case_id != NULL && drafts != NULL);

  g_free (self->case_id);
  self->case_id = g_strdup (case_id);
  slot = g_strconcat (case_id, "/", self->what, NULL);
  own = mado_case_drafts_find_own (get_drafts (self), slot, drafts);
  begin (self, own);
  set_other (self, find_other (drafts, own));
  writing = mado_case_drafts_read_held (get_drafts (self), slot, &held, &cited);
  if (writing == NULL)
    return;
  /* What is held is newer than what the desk has. */
  g_clear_pointer (&self->writing, mado_case_writing_unref);
  self->writing = writing;
  set_text (self, held);
  set_cited (self, (const char *const *) cited);
  g_clear_pointer (&self->saved, g_free);
}

void
mado_case_editor_close (MadoCaseEditor *self)
{
  g_return_if_fail (MADO_IS_CASE_EDITOR (self));

  g_clear_pointer (&self->case_id, g_free);
  g_clear_pointer (&self->writing, mado_case_writing_unref);
  set_text (self, "");
  set_cited (self, NULL);
  set_other (self, NULL);
}

void
mado_case_editor_save (MadoCaseEditor *self)
{
  g_autofree char *written = NULL;
  g_autofree char *json = NULL;

  g_return_if_fail (MADO_IS_CASE_EDITOR (self));

  written = mado_case_editor_dup (self);
  if (self->writing == NULL || mado_case_desk_get_context (self->desk) == NULL
      || g_strcmp0 (written, self->saved) == 0)
    return;
  json = mado_case_draft_write (written, mado_case_editor_get_cited (self));
  mado_case_drafts_save (get_drafts (self), self->writing, json);
  g_free (self->saved);
  self->saved = g_steal_pointer (&written);
}

void
mado_case_editor_end (MadoCaseEditor *self, MadoCaseWriting *writing)
{
  g_autoptr (MadoCaseDraft) other = NULL;

  g_return_if_fail (MADO_IS_CASE_EDITOR (self) && writing != NULL);

  mado_case_drafts_save (get_drafts (self), writing, NULL);
  if (writing != self->writing)
    return;
  set_text (self, "");
  set_cited (self, NULL);
  /* Where another text was written beside it, that one is now the draft. */
  other = mado_case_draft_copy (self->other);
  if (other != NULL)
    begin (self, other);
  set_other (self, NULL);
}

void
mado_case_editor_settle (MadoCaseEditor *self, MadoCaseEditorChoice choice)
{
  g_autofree char *mine = NULL;
  g_autofree char *json = NULL;

  g_return_if_fail (MADO_IS_CASE_EDITOR (self) && self->other != NULL);

  mado_case_editor_save (self);
  mine = mado_case_editor_dup (self);
  g_free (self->settling);
  g_strfreev (self->settling_cited);
  self->settling = choice == MADO_CASE_EDITOR_THIS ? g_strdup (mine)
                   : choice == MADO_CASE_EDITOR_OTHER
                       ? g_strdup (self->other->text)
                       : g_strconcat (self->other->text, "\n\n", mine, NULL);
  self->settling_cited = choice == MADO_CASE_EDITOR_THIS ? g_strdupv (self->cited)
                         : choice == MADO_CASE_EDITOR_OTHER
                             ? g_strdupv (self->other->cited)
                             : join_cited ((const char *const *) self->other->cited,
                                           mado_case_editor_get_cited (self));
  json = mado_case_draft_write (self->settling, (const char *const *) self->settling_cited);
  mado_case_drafts_settle (get_drafts (self), self->writing, self->other, json);
}
