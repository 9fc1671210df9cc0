/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MadoRowFace: a row's look, with few widgets. */
#include "app/widgets/mado-row-face-private.h"

#include <string.h>

#include "app/widgets/mado-badge.h"
#include "app/widgets/mado-inert.h"

G_DEFINE_TYPE_WITH_PRIVATE (MadoRowFace, mado_row_face, GTK_TYPE_WIDGET)

#define PRIVATE(self) ((MadoRowFacePrivate *) mado_row_face_get_instance_private (self))

MadoRowFacePrivate *
mado_row_face_get_private (MadoRowFace *self)
{
  return PRIVATE (self);
}

static void
drop_layouts (MadoRowFacePrivate *priv)
{
  g_clear_object (&priv->title);
  g_clear_object (&priv->second);
  g_clear_object (&priv->gutter);
}

static void
mado_row_face_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  mado_row_face_draw (MADO_ROW_FACE (widget), snapshot);
  GTK_WIDGET_CLASS (mado_row_face_parent_class)->snapshot (widget, snapshot);
}

/* Another font, text scale or scheme: everything is laid out anew. */
static void
mado_row_face_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  MadoRowFacePrivate *priv = PRIVATE (MADO_ROW_FACE (widget));

  GTK_WIDGET_CLASS (mado_row_face_parent_class)->css_changed (widget, change);
  drop_layouts (priv);
  gtk_widget_queue_resize (widget);
}

static void
mado_row_face_dispose (GObject *object)
{
  MadoRowFacePrivate *priv = PRIVATE (MADO_ROW_FACE (object));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  priv->snippet = NULL;
  priv->tag = NULL;
  g_ptr_array_set_size (priv->badges, 0);
  g_ptr_array_set_size (priv->ends, 0);
  G_OBJECT_CLASS (mado_row_face_parent_class)->dispose (object);
}

static void
mado_row_face_finalize (GObject *object)
{
  MadoRowFacePrivate *priv = PRIVATE (MADO_ROW_FACE (object));

  drop_layouts (priv);
  g_ptr_array_unref (priv->badges);
  g_ptr_array_unref (priv->ends);
  g_free (priv->gutter_text);
  g_free (priv->second_text);
  g_free (priv->title_text);
  g_clear_pointer (&priv->title_spans, g_array_unref);
  G_OBJECT_CLASS (mado_row_face_parent_class)->finalize (object);
}

static void
mado_row_face_class_init (MadoRowFaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mado_row_face_dispose;
  object_class->finalize = mado_row_face_finalize;
  widget_class->get_request_mode = mado_row_face_get_request_mode;
  widget_class->measure = mado_row_face_measure;
  widget_class->size_allocate = mado_row_face_size_allocate;
  widget_class->snapshot = mado_row_face_snapshot;
  widget_class->css_changed = mado_row_face_css_changed;
  gtk_widget_class_set_css_name (widget_class, "recordrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
mado_row_face_init (MadoRowFace *self)
{
  MadoRowFacePrivate *priv = PRIVATE (self);

  priv->badges = g_ptr_array_new ();
  priv->ends = g_ptr_array_new ();
}

/**
 * mado_row_face_get_snippet:
 *
 * Returns: (transfer none): the text under the second line, shown from here on until
 * mado_row_face_clear()
 */
MadoTextLabel *
mado_row_face_get_snippet (MadoRowFace *self)
{
  MadoRowFacePrivate *priv;

  g_return_val_if_fail (MADO_IS_ROW_FACE (self), NULL);

  priv = PRIVATE (self);
  if (!priv->snippet)
    {
      priv->snippet = g_object_new (MADO_TYPE_TEXT_LABEL, "lines", 2, "mark-fallback", FALSE, NULL);
      gtk_widget_add_css_class (GTK_WIDGET (priv->snippet), "row-sub");
      gtk_widget_set_parent (GTK_WIDGET (priv->snippet), GTK_WIDGET (self));
    }
  gtk_widget_set_visible (GTK_WIDGET (priv->snippet), TRUE);
  return priv->snippet;
}

static void
add_words (GPtrArray *words, GtkWidget *widget)
{
  if (MADO_IS_BADGE (widget))
    g_ptr_array_add (words, (gpointer) mado_badge_get_name (MADO_BADGE (widget)));
}

/**
 * mado_row_face_dup_words:
 *
 * Returns: (transfer full) (nullable): what the tag and the badges say, in their order: "European
 * side, Check before use"; %NULL where there are none
 */
char *
mado_row_face_dup_words (MadoRowFace *self)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  MadoRowFacePrivate *priv;

  g_return_val_if_fail (MADO_IS_ROW_FACE (self), NULL);

  priv = PRIVATE (self);
  add_words (words, priv->tag);
  for (guint i = 0; i < priv->badges->len; i++)
    add_words (words, priv->badges->pdata[i]);
  for (guint i = 0; i < priv->ends->len; i++)
    add_words (words, priv->ends->pdata[i]);
  if (words->len == 0)
    return NULL;
  g_ptr_array_add (words, NULL);
  return g_strjoinv (", ", (char **) words->pdata);
}

static void
drop (GPtrArray *widgets)
{
  for (guint i = 0; i < widgets->len; i++)
    gtk_widget_unparent (widgets->pdata[i]);
  g_ptr_array_set_size (widgets, 0);
}

/**
 * mado_row_face_clear:
 *
 * Shows nothing but the mark, the gutter and a bar, as for a record that is not read yet.
 */
void
mado_row_face_clear (MadoRowFace *self)
{
  MadoRowFacePrivate *priv;

  g_return_if_fail (MADO_IS_ROW_FACE (self));

  priv = PRIVATE (self);
  drop (priv->badges);
  drop (priv->ends);
  g_clear_pointer (&priv->tag, gtk_widget_unparent);
  if (priv->snippet)
    gtk_widget_set_visible (GTK_WIDGET (priv->snippet), FALSE);
  g_clear_pointer (&priv->title_text, g_free);
  priv->has_dot = FALSE;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * mado_row_face_set_gutter:
 * @width: pixels; 0: there is none
 * @upper: (nullable): its first line
 * @lower: (nullable): its second line, which is smaller
 */
void
mado_row_face_set_gutter (MadoRowFace *self, int width, const char *upper, const char *lower)
{
  MadoRowFacePrivate *priv;

  g_return_if_fail (MADO_IS_ROW_FACE (self));

  priv = PRIVATE (self);
  g_free (priv->gutter_text);
  priv->gutter_width = width;
  priv->gutter_upper = upper ? strlen (upper) : 0;
  priv->gutter_text
      = lower ? g_strconcat (upper ? upper : "", "\n", lower, NULL) : g_strdup (upper);
  g_clear_object (&priv->gutter);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * mado_row_face_set_dot:
 * @has_dot: whether what is unread has a dot in its gutter
 */
void
mado_row_face_set_dot (MadoRowFace *self, gboolean has_dot)
{
  g_return_if_fail (MADO_IS_ROW_FACE (self));

  PRIVATE (self)->has_dot = has_dot;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * mado_row_face_set_mark:
 * @number: number in the series; 0 for none
 */
void
mado_row_face_set_mark (MadoRowFace *self, MadoKind kind, guint number)
{
  g_return_if_fail (MADO_IS_ROW_FACE (self));

  PRIVATE (self)->kind = kind;
  PRIVATE (self)->number = number;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * mado_row_face_set_tag:
 * @tag: (transfer floating): stands in place of the mark until mado_row_face_clear()
 */
void
mado_row_face_set_tag (MadoRowFace *self, GtkWidget *tag)
{
  g_return_if_fail (MADO_IS_ROW_FACE (self) && GTK_IS_WIDGET (tag));

  g_clear_pointer (&PRIVATE (self)->tag, gtk_widget_unparent);
  PRIVATE (self)->tag = tag;
  gtk_widget_set_parent (tag, GTK_WIDGET (self));
}

/**
 * mado_row_face_set_title:
 * @text: record text, shown on two lines at most
 * @language: its language
 * @spans: (nullable) (element-type MadoSpan): byte ranges of it to highlight
 *
 * A grey bar stands in its place until then, and after mado_row_face_clear().
 */
void
mado_row_face_set_title (MadoRowFace *self, const char *text, MadoLanguage language, GArray *spans)
{
  MadoRowFacePrivate *priv;

  g_return_if_fail (MADO_IS_ROW_FACE (self) && text != NULL);

  priv = PRIVATE (self);
  g_clear_pointer (&priv->title_spans, g_array_unref);
  if (spans && spans->len > 0)
    priv->title_spans = g_array_copy (spans);
  g_free (priv->title_text);
  priv->title_text = mado_inert_line (text, priv->title_spans);
  priv->title_language = language;
  g_clear_object (&priv->title);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * mado_row_face_set_second:
 * @text: (nullable): the second line
 */
void
mado_row_face_set_second (MadoRowFace *self, const char *text)
{
  MadoRowFacePrivate *priv;

  g_return_if_fail (MADO_IS_ROW_FACE (self));

  priv = PRIVATE (self);
  g_free (priv->second_text);
  priv->second_text = mado_inert_line (text ? text : "", NULL);
  g_clear_object (&priv->second);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * mado_row_face_add_badge:
 * @badge: (transfer floating): stands behind the second line until mado_row_face_clear()
 */
void
mado_row_face_add_badge (MadoRowFace *self, GtkWidget *badge)
{
  g_return_if_fail (MADO_IS_ROW_FACE (self) && GTK_IS_WIDGET (badge));

  g_ptr_array_add (PRIVATE (self)->badges, badge);
  gtk_widget_set_parent (badge, GTK_WIDGET (self));
}

/**
 * mado_row_face_add_end:
 * @widget: (transfer floating): stands at the end of the row until mado_row_face_clear()
 */
void
mado_row_face_add_end (MadoRowFace *self, GtkWidget *widget)
{
  g_return_if_fail (MADO_IS_ROW_FACE (self) && GTK_IS_WIDGET (widget));

  g_ptr_array_add (PRIVATE (self)->ends, widget);
  gtk_widget_set_parent (widget, GTK_WIDGET (self));
}
