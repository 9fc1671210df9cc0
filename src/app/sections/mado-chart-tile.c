/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MadoChartTile: a chart, its table, and how they leave the program. */
#include "app/sections/mado-chart-tile.h"

#include <glib/gi18n.h>

#include "app/sections/mado-files.h"
#include "app/widgets/mado-display.h"
#include "app/widgets/mado-plain-label.h"
#include "app/widgets/mado-wrap.h"
#include "core/model/mado-values.h"

struct _MadoChartTile
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *head;
  GtkWidget *toggle;
  GtkWidget *stack;
  GtkWidget *notes;
  GtkWidget *answer; /* what came of copying or saving */

  MadoTable *table;
  guint n_shown;
  char *stem;     /* of the file's name */
  char *citation; /* nullable */
  GCancellable *closing;
};

G_DEFINE_FINAL_TYPE (MadoChartTile, mado_chart_tile, GTK_TYPE_WIDGET)

static void
say (MadoChartTile *self, const char *what)
{
  gtk_label_set_label (GTK_LABEL (self->answer), what);
  gtk_widget_set_visible (self->answer, TRUE);
}

/* --- Leaving the program --- */

static void
copy_table_cb (MadoChartTile *self)
{
  g_autofree char *text = mado_table_to_clipboard (self->table);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  say (self, _ ("Table copied"));
}

static void
cite_cb (MadoChartTile *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->citation);
  say (self, _ ("Citation copied"));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoChartTile) self = user_data;
  g_autofree char *text = mado_files_explain_saved (result);

  if (self->box && text)
    say (self, text);
}

static GBytes *
make_csv (MadoChartTile *self)
{
  char *csv = mado_table_to_csv (self->table, MADO_CSV_FOR_PEOPLE);

  return g_bytes_new_take (csv, strlen (csv));
}

static void
save_cb (MadoChartTile *self)
{
  g_autoptr (GBytes) content = make_csv (self);
  g_autofree char *name = g_strconcat (self->stem, ".csv", NULL);

  mado_files_save_async (GTK_WIDGET (self), _ ("Save the table"), name, content, self->closing,
                         saved_cb, g_object_ref (self));
}

/**
 * mado_chart_tile_save:
 * @file: replaced if it is there
 *
 * Writes the table as CSV and says on screen how that ended.
 */
void
mado_chart_tile_save (MadoChartTile *self, GFile *file)
{
  g_autoptr (GBytes) content = NULL;

  g_return_if_fail (MADO_IS_CHART_TILE (self));

  content = make_csv (self);
  mado_files_write_async (file, content, self->closing, saved_cb, g_object_ref (self));
}

/* --- The table --- */

static GtkWidget *
attach_cell (GtkGrid *grid, int column, int row, const char *text, MadoTableColumn type)
{
  GtkWidget *label = mado_plain_label_new (text, row == 0 ? "head" : NULL);

  gtk_widget_set_valign (label, GTK_ALIGN_START);
  if (type == MADO_TABLE_NUMBER)
    {
      gtk_label_set_xalign (GTK_LABEL (label), 1);
      gtk_widget_add_css_class (label, "numeric");
    }
  gtk_grid_attach (grid, label, column, row, 1, 1);
  return label;
}

/* @row: on screen, below the titles. */
static void
attach_value (MadoChartTile *self, GtkGrid *grid, int column, int row)
{
  const MadoTableColumn type = mado_table_get_column_type (self->table, column);
  const char *text = mado_table_get_cell (self->table, row - 1, column);
  g_autofree char *number = type == MADO_TABLE_NUMBER
                                ? mado_number_format (g_ascii_strtoll (text, NULL, 10),
                                                      mado_display_get_interface_language ())
                                : NULL;
  GtkWidget *label = attach_cell (grid, column, row, number ? number : text, type);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  /* Selecting is for the pointer; the button copies all of it, and Tab passes over the cells. */
  gtk_widget_set_focusable (label, FALSE);
}

static GtkWidget *
make_grid (MadoChartTile *self)
{
  GtkWidget *grid
      = g_object_new (GTK_TYPE_GRID, "accessible-role", GTK_ACCESSIBLE_ROLE_TABLE, NULL);

  gtk_grid_set_column_spacing (GTK_GRID (grid), 16);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  gtk_widget_add_css_class (grid, "chart-table");
  /* Row by row, as it is read out. */
  for (guint row = 0; row <= mado_table_get_n_rows (self->table); row++)
    for (guint column = 0; column < self->n_shown; column++)
      {
        const MadoTableColumn type = mado_table_get_column_type (self->table, column);

        if (row == 0)
          attach_cell (GTK_GRID (grid), column, 0, mado_table_get_title (self->table, column),
                       type);
        else
          attach_value (self, GTK_GRID (grid), column, row);
      }
  return grid;
}

static void
append_button (MadoChartTile *self, MadoWrap *wrap, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_signal_connect_swapped (button, "clicked", callback, self);
  mado_wrap_append (wrap, button);
}

/* Built when it is asked for: most charts are only looked at. */
static void
add_table (MadoChartTile *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *buttons = mado_wrap_new (6);

  append_button (self, MADO_WRAP (buttons), _ ("Copy the table"), G_CALLBACK (copy_table_cb));
  append_button (self, MADO_WRAP (buttons), _ ("Save as CSV…"), G_CALLBACK (save_cb));
  gtk_box_append (GTK_BOX (box), make_grid (self));
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_stack_add_named (GTK_STACK (self->stack), box, "table");
}

static void
toggled_cb (MadoChartTile *self)
{
  const gboolean as_table = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->toggle));

  if (as_table && !gtk_stack_get_child_by_name (GTK_STACK (self->stack), "table"))
    add_table (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), as_table ? "table" : "chart");
  gtk_widget_set_visible (self->answer, FALSE);
}

/* --- The tile --- */

static void
mado_chart_tile_dispose (GObject *object)
{
  MadoChartTile *self = MADO_CHART_TILE (object);

  g_cancellable_cancel (self->closing);
  g_clear_object (&self->closing);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->table, mado_table_unref);
  g_clear_pointer (&self->stem, g_free);
  g_clear_pointer (&self->citation, g_free);
  G_OBJECT_CLASS (mado_chart_tile_parent_class)->dispose (object);
}

static void
mado_chart_tile_class_init (MadoChartTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_chart_tile_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "charttile");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_head_button (MadoChartTile *self, GtkWidget *button, const char *icon, const char *name)
{
  gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (self->head), button);
}

static void
mado_chart_tile_init (MadoChartTile *self)
{
  self->closing = g_cancellable_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->toggle = gtk_toggle_button_new ();
  self->stack = gtk_stack_new ();
  self->notes = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->answer = mado_plain_label_new ("", "row-sub");
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_widget_set_visible (self->answer, FALSE);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_box_append (GTK_BOX (self->box), self->head);
  gtk_box_append (GTK_BOX (self->box), self->stack);
  gtk_box_append (GTK_BOX (self->box), self->answer);
  gtk_box_append (GTK_BOX (self->box), self->notes);
  g_signal_connect_swapped (self->toggle, "toggled", G_CALLBACK (toggled_cb), self);
}

/**
 * mado_chart_tile_new:
 * @heading: what the numbers are
 * @chart: (transfer floating): a #MadoChart or #MadoBars
 * @table: the same numbers
 * @n_shown: columns of @table that are on screen; what follows, such as the edition, stands in the
 *   notes once and in the file in each row
 */
GtkWidget *
mado_chart_tile_new (const char *heading, GtkWidget *chart, MadoTable *table, guint n_shown)
{
  MadoChartTile *self = g_object_new (MADO_TYPE_CHART_TILE, NULL);
  GtkWidget *label = mado_plain_label_new (heading, "heading");
  /* Translators: %s is the heading of a chart. */
  g_autofree char *name = g_strdup_printf (_ ("Show as table: %s"), heading);

  self->table = mado_table_ref (table);
  self->n_shown = MIN (n_shown, mado_table_get_n_columns (table));
  self->stem = g_strdup ("madoguchi");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (self->head), label);
  add_head_button (self, self->toggle, "view-list-symbolic", name);
  gtk_stack_add_named (GTK_STACK (self->stack), chart, "chart");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, heading,
                                  -1);
  return GTK_WIDGET (self);
}

/**
 * mado_chart_tile_add_note:
 * @note: a line below the chart: the cut-off, the source, that it is a sample
 */
void
mado_chart_tile_add_note (MadoChartTile *self, const char *note)
{
  g_return_if_fail (MADO_IS_CHART_TILE (self) && note != NULL);

  gtk_box_append (GTK_BOX (self->notes), mado_plain_label_new (note, "row-sub"));
}

/**
 * mado_chart_tile_set_citation:
 * @citation: what the button for it, which comes with it, copies
 */
void
mado_chart_tile_set_citation (MadoChartTile *self, const char *citation)
{
  GtkWidget *button;

  g_return_if_fail (MADO_IS_CHART_TILE (self) && citation != NULL && !self->citation);

  self->citation = g_strdup (citation);
  button = gtk_button_new ();
  add_head_button (self, button, "mado-cite-symbolic", _ ("Copy as citation"));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (cite_cb), self);
}

/**
 * mado_chart_tile_set_file_name:
 * @stem: the name that is proposed for the file, without its ending
 */
void
mado_chart_tile_set_file_name (MadoChartTile *self, const char *stem)
{
  g_return_if_fail (MADO_IS_CHART_TILE (self) && stem != NULL);

  g_free (self->stem);
  self->stem = g_strdup (stem);
}

MadoTable *
mado_chart_tile_get_table (MadoChartTile *self)
{
  g_return_val_if_fail (MADO_IS_CHART_TILE (self), NULL);

  return self->table;
}

void
mado_chart_tile_set_as_table (MadoChartTile *self, gboolean as_table)
{
  g_return_if_fail (MADO_IS_CHART_TILE (self));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->toggle), as_table);
}

gboolean
mado_chart_tile_get_as_table (MadoChartTile *self)
{
  g_return_val_if_fail (MADO_IS_CHART_TILE (self), FALSE);

  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->toggle));
}
