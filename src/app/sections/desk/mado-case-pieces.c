/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A label lays out its whole text at once, in a time that grows with it: of a long text without a
 * break, each piece has a label of its own. */
#include "app/sections/desk/mado-case-pieces.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/sections/desk/mado-case-words.h"
#include "app/widgets/mado-text-label.h"

#define LINES 20u   /* breaks in one piece */
#define AT_ONCE 20u /* pieces that come by themselves, and with each click */

struct _MadoCasePieces
{
  GtkBox parent_instance;
  char *text;
  const char *rest; /* of @text: what is not shown yet */
  char *css;
  GtkWidget *button; /* shows more */
  guint wanted;      /* pieces */
  gboolean is_drawn; /* what was there when they were asked for */
  guint ticks;
};

G_DEFINE_FINAL_TYPE (MadoCasePieces, mado_case_pieces, GTK_TYPE_BOX)

/* After the last break of a line that fits, else after as many characters as fit. */
static const char *
find_end (const char *text)
{
  const char *end = text;
  const char *after_break = NULL;
  guint lines = 0;

  for (guint i = 0; *end != '\0' && i < MADO_CASE_PIECES_LONGEST && lines < LINES; i++)
    {
      gboolean is_break = *end == '\n';

      end = g_utf8_next_char (end);
      lines += is_break;
      if (is_break)
        after_break = end;
    }
  return *end != '\0' && after_break != NULL ? after_break : end;
}

static void
show_piece (MadoCasePieces *self)
{
  const char *end = find_end (self->rest);
  g_autofree char *piece = g_strndup (self->rest, (gsize) (end - self->rest));
  GtkWidget *label = g_object_new (MADO_TYPE_TEXT_LABEL, "mark-fallback", FALSE, NULL);

  /* The break that ends a piece is the one between two labels. */
  if (*end != '\0' && g_str_has_suffix (piece, "\n"))
    piece[strlen (piece) - 1] = '\0';
  mado_text_label_set_plain (MADO_TEXT_LABEL (label), piece,
                             mado_case_words_guess_language (piece));
  gtk_widget_add_css_class (label, self->css);
  g_object_set (label, "selectable", TRUE, NULL);
  gtk_box_insert_child_after (GTK_BOX (self), label, gtk_widget_get_prev_sibling (self->button));
  self->rest = end;
}

static void
show_button (MadoCasePieces *self)
{
  guint left = (guint) g_utf8_strlen (self->rest, -1);
  g_autofree char *words = g_strdup_printf (
      ngettext ("Show more (%u character left)", "Show more (%u characters left)", left), left);

  gtk_button_set_label (GTK_BUTTON (self->button), words);
  gtk_widget_set_visible (self->button, left > 0);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  MadoCasePieces *self = MADO_CASE_PIECES (widget);

  /* The frame that draws the first piece draws the rest of a page, too: it gets no second one. */
  if (!self->is_drawn)
    {
      self->is_drawn = TRUE;
      return G_SOURCE_CONTINUE;
    }
  if (*self->rest != '\0' && self->wanted > 0)
    {
      show_piece (self);
      self->wanted--;
      return G_SOURCE_CONTINUE;
    }
  show_button (self);
  self->ticks = 0;
  return G_SOURCE_REMOVE;
}

static void
show_more (MadoCasePieces *self)
{
  self->wanted = AT_ONCE;
  self->is_drawn = FALSE;
  gtk_widget_set_visible (self->button, FALSE);
  if (self->ticks == 0)
    self->ticks = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

static void
mado_case_pieces_finalize (GObject *object)
{
  MadoCasePieces *self = MADO_CASE_PIECES (object);

  g_free (self->text);
  g_free (self->css);
  G_OBJECT_CLASS (mado_case_pieces_parent_class)->finalize (object);
}

static void
mado_case_pieces_class_init (MadoCasePiecesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mado_case_pieces_finalize;
}

static void
mado_case_pieces_init (MadoCasePieces *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->button = gtk_button_new ();
  gtk_widget_set_halign (self->button, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->button, "show-all");
  gtk_widget_add_css_class (self->button, "flat");
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (show_more), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), self->button);
}

GtkWidget *
mado_case_pieces_new (const char *text, const char *css)
{
  MadoCasePieces *self = g_object_new (MADO_TYPE_CASE_PIECES, NULL);

  g_return_val_if_fail (text != NULL && css != NULL, NULL);

  self->text = g_strdup (text);
  self->rest = self->text;
  self->css = g_strdup (css);
  show_piece (self);
  show_more (self);
  return GTK_WIDGET (self);
}
