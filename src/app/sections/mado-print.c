/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheet is laid out once the paper is known: line by line onto as many pages as it takes. */
#include "app/sections/mado-print.h"

#include <glib/gi18n.h>

#include "app/widgets/mado-inert.h"

#define MARGIN 18 /* millimetres */
#define EDGE 26   /* points that the head and the foot of a page take, each */
#define SMALL 8.5 /* points: the type of head, foot and details */
#define KEEP 40   /* points that must be left below a heading */
#define GREY .35

typedef struct
{
  guint block;
  int line; /* of the block's layout */
  guint page;
  double y; /* points from the top of the body to the base line */
} Line;

typedef struct
{
  MadoSheet *sheet;
  GPtrArray *layouts; /* (element-type PangoLayout), one a block */
  GArray *lines;      /* (element-type Line), by page */
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  mado_sheet_free (job->sheet);
  g_ptr_array_unref (job->layouts);
  g_array_unref (job->lines);
  g_free (job);
}

static double
get_size (MadoSheetStyle style)
{
  return style == MADO_SHEET_TITLE     ? 17
         : style == MADO_SHEET_HEADING ? 12
         : style == MADO_SHEET_TEXT    ? 10
                                       : SMALL;
}

/* Points above a block. */
static double
get_space (MadoSheetStyle style)
{
  return style == MADO_SHEET_HEADING ? 12 : style == MADO_SHEET_DETAIL ? 1 : 6;
}

static PangoLayout *
make_layout (GtkPrintContext *context, double size, gboolean bold, const char *text)
{
  PangoLayout *layout = gtk_print_context_create_pango_layout (context);
  PangoFontDescription *font = pango_font_description_from_string ("sans");

  pango_font_description_set_size (font, (int) (size * PANGO_SCALE));
  if (bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

/* The label in bold before the text, which takes the shapes of its own language. */
static PangoLayout *
lay_out_block (GtkPrintContext *context, const MadoSheetBlock *block)
{
  const gboolean bold = block->style == MADO_SHEET_TITLE || block->style == MADO_SHEET_HEADING;
  g_autofree char *whole
      = block->label ? g_strconcat (block->label, " ", block->text, NULL) : g_strdup (block->text);
  PangoLayout *layout = make_layout (context, get_size (block->style), bold, whole);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  mado_inert_add_languages (attributes, whole, block->language);
  if (block->label)
    {
      PangoAttribute *weight = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

      weight->start_index = 0;
      weight->end_index = (guint) strlen (block->label);
      pango_attr_list_insert (attributes, weight);
    }
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, (int) (gtk_print_context_get_width (context) * PANGO_SCALE));
  return layout;
}

/* Points that must be left below a line of a block, for what it stands over. */
static double
get_keep (const MadoSheet *sheet, guint i)
{
  const MadoSheetBlock *block = g_ptr_array_index (sheet->blocks, i);
  const MadoSheetBlock *next
      = i + 1 < sheet->blocks->len ? g_ptr_array_index (sheet->blocks, i + 1) : NULL;

  if (block->style == MADO_SHEET_HEADING)
    return KEEP;
  return next && next->style == MADO_SHEET_DETAIL ? 2 * SMALL : 0;
}

/* Puts the lines of a block below each other from @y on, each on a page that has room for it.
 * Returns: where the next block begins */
static double
place_block (Job *job, guint i, guint *page, double y, double room)
{
  const MadoSheetBlock *block = g_ptr_array_index (job->sheet->blocks, i);
  PangoLayout *layout = g_ptr_array_index (job->layouts, i);
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  const double keep = get_keep (job->sheet, i);
  int number = 0;

  y += y > 0 ? get_space (block->style) : 0;
  do
    {
      PangoRectangle extents;
      double height;

      pango_layout_iter_get_line_extents (iter, NULL, &extents);
      height = (double) extents.height / PANGO_SCALE;
      if (y > 0 && y + height + keep > room)
        {
          (*page)++;
          y = 0;
        }
      g_array_append_val (
          job->lines,
          ((Line){
              i, number, *page,
              y + (double) (pango_layout_iter_get_baseline (iter) - extents.y) / PANGO_SCALE }));
      number++;
      y += height;
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  return y;
}

static void
begin_print_cb (GtkPrintOperation *print, GtkPrintContext *context, Job *job)
{
  const double room = gtk_print_context_get_height (context) - 2 * EDGE;
  guint page = 0;
  double y = 0;

  g_ptr_array_set_size (job->layouts, 0);
  g_array_set_size (job->lines, 0);
  for (guint i = 0; i < job->sheet->blocks->len; i++)
    {
      g_ptr_array_add (job->layouts,
                       lay_out_block (context, g_ptr_array_index (job->sheet->blocks, i)));
      y = place_block (job, i, &page, y, room);
    }
  gtk_print_operation_set_n_pages (print, (int) page + 1);
}

/* One line in grey, cut where it would be too long; @y: of its upper edge. */
static void
draw_edge (GtkPrintContext *context, const char *text, double y, double width,
           PangoAlignment alignment)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  g_autoptr (PangoLayout) layout = make_layout (context, SMALL, FALSE, text);

  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_alignment (layout, alignment);
  cairo_set_source_rgb (cr, GREY, GREY, GREY);
  cairo_move_to (cr, gtk_print_context_get_width (context) - width, y);
  if (alignment == PANGO_ALIGN_LEFT)
    cairo_move_to (cr, 0, y);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_page_cb (GtkPrintOperation *print, GtkPrintContext *context, int page, Job *job)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  const double width = gtk_print_context_get_width (context);
  const double foot = gtk_print_context_get_height (context) - SMALL * 1.6;
  int n_pages = 1;
  g_autofree char *number = NULL;

  g_object_get (print, "n-pages", &n_pages, NULL);
  /* Translators: at the foot of a printed page. */
  number = g_strdup_printf (_ ("Page %1$d of %2$d"), page + 1, n_pages);
  draw_edge (context, job->sheet->title, 0, width, PANGO_ALIGN_LEFT);
  draw_edge (context, job->sheet->edition, foot, width * .75, PANGO_ALIGN_LEFT);
  draw_edge (context, number, foot, width * .25, PANGO_ALIGN_RIGHT);
  cairo_set_source_rgb (cr, 0, 0, 0);
  for (guint i = 0; i < job->lines->len; i++)
    {
      const Line *line = &g_array_index (job->lines, Line, i);
      PangoLayout *layout = g_ptr_array_index (job->layouts, line->block);

      if (line->page != (guint) page)
        continue;
      cairo_move_to (cr, 0, EDGE + line->y);
      pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (layout, line->line));
    }
}

/**
 * mado_print_new:
 * @sheet: (transfer full): what is printed
 *
 * Returns: (transfer full): what asks for a printer, or writes a PDF, when it is run
 */
GtkPrintOperation *
mado_print_new (MadoSheet *sheet)
{
  GtkPrintOperation *print = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  Job *job = g_new0 (Job, 1);

  g_return_val_if_fail (sheet != NULL, NULL);

  job->sheet = sheet;
  job->layouts = g_ptr_array_new_with_free_func (g_object_unref);
  job->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  gtk_page_setup_set_top_margin (setup, MARGIN, GTK_UNIT_MM);
  gtk_page_setup_set_bottom_margin (setup, MARGIN, GTK_UNIT_MM);
  gtk_page_setup_set_left_margin (setup, MARGIN, GTK_UNIT_MM);
  gtk_page_setup_set_right_margin (setup, MARGIN, GTK_UNIT_MM);
  gtk_print_operation_set_default_page_setup (print, setup);
  gtk_print_operation_set_unit (print, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (print, sheet->title);
  gtk_print_operation_set_embed_page_setup (print, TRUE);
  g_signal_connect (print, "begin-print", G_CALLBACK (begin_print_cb), job);
  g_signal_connect (print, "draw-page", G_CALLBACK (draw_page_cb), job);
  g_object_set_data_full (G_OBJECT (print), "job", job, free_job);
  return print;
}

/**
 * mado_print_ask:
 * @sheet: (transfer full): what is printed
 *
 * Shows the dialog of the desktop, which offers printers and a PDF, and does what is chosen there.
 *
 * Returns: %FALSE and @error when it could not be printed; leaving the dialog is no error
 */
gboolean
mado_print_ask (MadoSheet *sheet, GtkWindow *parent, GError **error)
{
  g_autoptr (GtkPrintOperation) print = mado_print_new (sheet);

  return gtk_print_operation_run (print, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, error)
         != GTK_PRINT_OPERATION_RESULT_ERROR;
}
