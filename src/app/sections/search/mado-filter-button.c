/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The popover is made when it is first opened, and reads its counts only while it is open. */
#include "app/sections/search/mado-filter-button.h"

#include <glib/gi18n.h>

#include "app/sections/mado-advice.h"
#include "app/sections/search/mado-facet-block.h"
#include "app/widgets/mado-display.h"
#include "app/widgets/mado-scale.h"
#include "core/store/mado-choice.h"

#define WIDTH 310  /* pixels at text scale 1.0 */
#define HEIGHT 520 /* at most */
#define MARGIN 24

struct _MadoFilterButton
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  GtkWidget *popover; /* nullable until it is opened */
  GtkBox *blocks;
  GtkScrolledWindow *scroll;
  GtkLabel *problem;
  GtkWidget *clear;

  MadoContext *context;
  MadoFacetQuestion *question; /* nullable: nothing is shown yet */
  GPtrArray *sheet;            /* nullable: what is shown */
  GHashTable *folded;          /* fields */
  GHashTable *whole;           /* fields of which all values are shown */
  GCancellable *cancellable;
  gboolean is_opening; /* the first counts decide where the focus is */
};

enum
{
  TOGGLED,
  CLEARED,
  ASKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoFilterButton, mado_filter_button, GTK_TYPE_WIDGET)

static void ask (MadoFilterButton *self);
static void fill (MadoFilterButton *self);

static void
toggled_cb (MadoFilterButton *self, GtkWidget *check)
{
  g_autofree char *field = g_strdup (mado_facet_block_get_field (check));
  g_autofree char *value = g_strdup (mado_facet_block_get_value (check));

  g_signal_emit (self, signals[TOGGLED], 0, field, value);
}

static void
more_cb (MadoFilterButton *self, GtkWidget *button)
{
  g_hash_table_add (self->whole, g_strdup (mado_facet_block_get_field (button)));
  ask (self);
}

static void
folded_cb (MadoFilterButton *self, GtkWidget *heading)
{
  const char *field = mado_facet_block_get_field (heading);

  if (!g_hash_table_remove (self->folded, field))
    g_hash_table_add (self->folded, g_strdup (field));
  fill (self);
}

static void
clear_cb (MadoFilterButton *self)
{
  g_signal_emit (self, signals[CLEARED], 0);
}

/* The check of the same value, or the heading of the same field, as had the focus. */
static GtkWidget *
find_child (MadoFilterButton *self, const char *field, const char *value)
{
  GtkWidget *heading = NULL;

  for (GtkWidget *block = gtk_widget_get_first_child (GTK_WIDGET (self->blocks)); block;
       block = gtk_widget_get_next_sibling (block))
    for (GtkWidget *child = gtk_widget_get_first_child (block); child;
         child = gtk_widget_get_next_sibling (child))
      if (g_strcmp0 (mado_facet_block_get_field (child), field) == 0)
        {
          if (g_strcmp0 (mado_facet_block_get_value (child), value) == 0)
            return child;
          heading = heading ? heading : child;
        }
  return heading;
}

static void
fill (MadoFilterButton *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  gboolean is_inside = focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->blocks));
  g_autofree char *field = is_inside ? g_strdup (mado_facet_block_get_field (focus)) : NULL;
  g_autofree char *value = is_inside ? g_strdup (mado_facet_block_get_value (focus)) : NULL;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroll);
  double before = gtk_adjustment_get_value (adjustment);
  gboolean is_chosen = FALSE;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->blocks))))
    gtk_box_remove (self->blocks, child);
  for (guint i = 0; self->sheet && i < self->sheet->len; i++)
    {
      const MadoFacetBlock *block = g_ptr_array_index (self->sheet, i);

      for (guint j = 0; j < block->offers->len; j++)
        is_chosen |= ((MadoFacetOffer *) g_ptr_array_index (block->offers, j))->is_chosen;
      gtk_box_append (self->blocks, mado_facet_block_new (
                                        block, g_hash_table_contains (self->folded, block->field),
                                        G_CALLBACK (toggled_cb), G_CALLBACK (more_cb),
                                        G_CALLBACK (folded_cb), self));
    }
  gtk_widget_set_sensitive (self->clear, is_chosen);
  child = field ? find_child (self, field, value) : NULL;
  if (child)
    gtk_widget_grab_focus (child);
  else if (self->is_opening)
    gtk_widget_child_focus (GTK_WIDGET (self->blocks), GTK_DIR_TAB_FORWARD);
  self->is_opening = FALSE;
  gtk_adjustment_set_value (adjustment, before);
}

static void
read_sheet (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *sheet = mado_facet_sheet_read (source, data, cancellable, &error);

  if (sheet)
    g_task_return_pointer (task, sheet, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
sheet_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *sheet = g_task_propagate_pointer (G_TASK (result), &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    mado_filter_button_show (MADO_FILTER_BUTTON (source), sheet, error);
}

static void
ask (MadoFilterButton *self)
{
  g_autoptr (GTask) task = NULL;
  MadoFacetQuestion *question;

  if (!self->popover || !gtk_widget_get_visible (self->popover))
    return;
  if (!self->question)
    {
      g_signal_emit (self, signals[ASKED], 0);
      return;
    }
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  question = mado_facet_question_new (self->question->kinds, self->question->query,
                                      self->question->text, self->question->language);
  question->whole = (char **) g_hash_table_get_keys_as_array (self->whole, NULL);
  for (guint i = 0; question->whole[i]; i++)
    question->whole[i] = g_strdup (question->whole[i]);
  task = g_task_new (self, self->cancellable, sheet_read_cb, NULL);
  g_task_set_task_data (task, question, (GDestroyNotify) mado_facet_question_free);
  mado_context_read (self->context, task, read_sheet);
}

static void
opened_cb (MadoFilterButton *self)
{
  self->is_opening = TRUE;
  ask (self);
}

static GtkWidget *
make_foot (MadoFilterButton *self)
{
  self->clear = gtk_button_new_with_label (_ ("Clear all"));
  gtk_widget_add_css_class (self->clear, "flat");
  gtk_widget_set_halign (self->clear, GTK_ALIGN_START);
  g_signal_connect_object (self->clear, "clicked", G_CALLBACK (clear_cb), self, G_CONNECT_SWAPPED);
  return self->clear;
}

/* With larger text wider, as far as the window goes. */
static int
get_width (MadoFilterButton *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  int most = root ? gtk_widget_get_width (GTK_WIDGET (root)) - 2 * MARGIN : WIDTH;

  return MAX (WIDTH, MIN (mado_scale_apply (GTK_WIDGET (self), WIDTH), most));
}

static void
make_popover (MadoFilterButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->popover = gtk_popover_new ();
  self->scroll = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  self->blocks = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 8));
  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_scrolled_window_set_policy (self->scroll, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (self->scroll, TRUE);
  gtk_scrolled_window_set_max_content_height (self->scroll, HEIGHT);
  gtk_scrolled_window_set_child (self->scroll, GTK_WIDGET (self->blocks));
  gtk_widget_set_size_request (box, get_width (self), -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->scroll));
  gtk_box_append (GTK_BOX (box), make_foot (self));
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  gtk_widget_add_css_class (self->popover, "facets");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->popover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Filters"), -1);
  g_signal_connect_object (self->popover, "map", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (self->button, self->popover);
}

static void
create_popover_cb (GtkMenuButton *button, gpointer user_data)
{
  MadoFilterButton *self = user_data;

  if (!self->popover)
    make_popover (self);
}

static void
mado_filter_button_dispose (GObject *object)
{
  MadoFilterButton *self = MADO_FILTER_BUTTON (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (mado_filter_button_parent_class)->dispose (object);
}

static void
mado_filter_button_finalize (GObject *object)
{
  MadoFilterButton *self = MADO_FILTER_BUTTON (object);

  g_clear_pointer (&self->question, mado_facet_question_free);
  g_clear_pointer (&self->sheet, g_ptr_array_unref);
  g_clear_pointer (&self->folded, g_hash_table_unref);
  g_clear_pointer (&self->whole, g_hash_table_unref);
  G_OBJECT_CLASS (mado_filter_button_parent_class)->finalize (object);
}

static void
mado_filter_button_class_init (MadoFilterButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_filter_button_dispose;
  G_OBJECT_CLASS (klass)->finalize = mado_filter_button_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[TOGGLED] = g_signal_new ("toggled", MADO_TYPE_FILTER_BUTTON, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[ASKED] = g_signal_new ("asked", MADO_TYPE_FILTER_BUTTON, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signals[CLEARED] = g_signal_new ("cleared", MADO_TYPE_FILTER_BUTTON, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
mado_filter_button_init (MadoFilterButton *self)
{
  self->folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->whole = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->button, "mado-filter-symbolic");
  gtk_menu_button_set_create_popup_func (self->button, create_popover_cb, self, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _ ("Filters (Ctrl+L)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Filters"), -1);
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
}

/**
 * mado_filter_button_set_question:
 * @kinds: bits of the kinds that the list shows
 * @query: (nullable): what it is narrowed by
 * @text: that as it is typed
 */
void
mado_filter_button_set_question (MadoFilterButton *self, MadoContext *context, guint32 kinds,
                                 MadoQuery *query, const char *text)
{
  g_return_if_fail (MADO_IS_FILTER_BUTTON (self) && text != NULL);

  if (self->question && self->question->kinds != kinds)
    {
      g_hash_table_remove_all (self->folded);
      g_hash_table_remove_all (self->whole);
      g_clear_pointer (&self->sheet, g_ptr_array_unref);
    }
  g_set_object (&self->context, context);
  g_clear_pointer (&self->question, mado_facet_question_free);
  self->question
      = mado_facet_question_new (kinds, query, text, mado_display_get_interface_language ());
  ask (self);
}

void
mado_filter_button_refresh (MadoFilterButton *self)
{
  g_return_if_fail (MADO_IS_FILTER_BUTTON (self));

  ask (self);
}

GHashTable *
mado_filter_button_get_whole (MadoFilterButton *self)
{
  g_return_val_if_fail (MADO_IS_FILTER_BUTTON (self), NULL);

  return self->whole;
}

void
mado_filter_button_show (MadoFilterButton *self, GPtrArray *sheet, const GError *error)
{
  g_autofree char *advice = error ? mado_advice_explain (error) : NULL;

  g_return_if_fail (MADO_IS_FILTER_BUTTON (self) && self->popover);

  gtk_label_set_label (self->problem, advice ? advice : _ ("There is nothing to filter by."));
  gtk_widget_set_visible (GTK_WIDGET (self->problem), !sheet || sheet->len == 0);
  g_clear_pointer (&self->sheet, g_ptr_array_unref);
  self->sheet = sheet;
  fill (self);
}

void
mado_filter_button_open (MadoFilterButton *self)
{
  g_return_if_fail (MADO_IS_FILTER_BUTTON (self));

  gtk_menu_button_popup (self->button);
}
