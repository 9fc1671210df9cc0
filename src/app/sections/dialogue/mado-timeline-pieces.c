/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads what the timeline draws, piece by piece. */
#include "app/sections/dialogue/mado-timeline-pieces.h"

#define FIRST_PIECE 100 /* soon something to see */
#define PIECE 500
#define MOST 20000

struct _MadoPieces
{
  gatomicrefcount count;
  MadoContext *context;
  GCancellable *cancellable;
  MadoPieceFunc func;
  gpointer user_data;
  guint32 kinds;
  GArray *rowids; /* nullable until they are read */
  guint n_read;
};

static MadoPieces *
ref_pieces (MadoPieces *self)
{
  g_atomic_ref_count_inc (&self->count);
  return self;
}

static void
unref_pieces (gpointer data)
{
  MadoPieces *self = data;

  if (!g_atomic_ref_count_dec (&self->count))
    return;
  g_clear_pointer (&self->rowids, g_array_unref);
  g_object_unref (self->cancellable);
  g_object_unref (self->context);
  g_free (self);
}

/* What the reader's thread is given: it must not look at what the main thread changes. */
typedef struct
{
  guint32 kinds;
  GArray *rowids; /* nullable: they are asked for */
} Question;

static void
free_question (gpointer data)
{
  Question *self = data;

  g_clear_pointer (&self->rowids, g_array_unref);
  g_free (self);
}

static void
read_rowids (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Question *question = data;
  MadoRequest request = { question->kinds, NULL, MADO_ORDER_NEWEST, MADO_LANGUAGE_EN };
  GError *error = NULL;
  GArray *rowids = mado_reader_all (source, &request, NULL, cancellable, &error);

  if (!rowids)
    {
      g_task_return_error (task, error);
      return;
    }
  g_array_set_size (rowids, MIN (rowids->len, MOST));
  g_task_return_pointer (task, rowids, (GDestroyNotify) g_array_unref);
}

static void
read_piece (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Question *question = data;
  GError *error = NULL;
  GPtrArray *outlines
      = mado_reader_list_outlines (source, (const gint64 *) (gpointer) question->rowids->data,
                                   question->rowids->len, cancellable, &error);

  if (outlines)
    g_task_return_pointer (task, outlines, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void piece_read_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
ask_for_piece (MadoPieces *self)
{
  g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, piece_read_cb, ref_pieces (self));
  Question *question = g_new0 (Question, 1);
  guint n = MIN (self->rowids->len - self->n_read, self->n_read == 0 ? FIRST_PIECE : PIECE);

  question->rowids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);
  if (n > 0)
    g_array_append_vals (question->rowids, &g_array_index (self->rowids, gint64, self->n_read), n);
  self->n_read += n;
  g_task_set_task_data (task, question, free_question);
  mado_context_read (self->context, task, read_piece);
}

static void
piece_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoPieces *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outlines = g_task_propagate_pointer (G_TASK (result), &error);
  gboolean is_last = self->rowids->len == self->n_read;

  if (!g_cancellable_is_cancelled (self->cancellable))
    {
      self->func (outlines, is_last, error, self->user_data);
      if (outlines && !is_last && !g_cancellable_is_cancelled (self->cancellable))
        ask_for_piece (self);
    }
  unref_pieces (self);
}

static void
rowids_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoPieces *self = user_data;
  g_autoptr (GError) error = NULL;

  self->rowids = g_task_propagate_pointer (G_TASK (result), &error);
  if (g_cancellable_is_cancelled (self->cancellable))
    ;
  else if (self->rowids)
    ask_for_piece (self);
  else
    self->func (NULL, TRUE, error, self->user_data);
  unref_pieces (self);
}

MadoPieces *
mado_pieces_read (MadoContext *context, guint32 kinds, MadoPieceFunc func, gpointer user_data)
{
  MadoPieces *self = g_new0 (MadoPieces, 1);
  g_autoptr (GTask) task = NULL;
  Question *question = g_new0 (Question, 1);

  g_atomic_ref_count_init (&self->count);
  self->context = g_object_ref (context);
  self->cancellable = g_cancellable_new ();
  self->kinds = kinds;
  self->func = func;
  self->user_data = user_data;
  question->kinds = kinds;
  task = g_task_new (NULL, self->cancellable, rowids_read_cb, ref_pieces (self));
  g_task_set_task_data (task, question, free_question);
  mado_context_read (context, task, read_rowids);
  return self;
}

void
mado_pieces_cancel (MadoPieces *self)
{
  g_cancellable_cancel (self->cancellable);
  unref_pieces (self);
}
