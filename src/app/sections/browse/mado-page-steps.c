/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps of an agreement from its signature to its end, side by side on one line. */
#include "app/sections/browse/mado-page-build.h"

#include <glib/gi18n.h>

#include "app/widgets/mado-columns.h"
#include "core/model/mado-agreement.h"

#define STEP 150 /* pixels of a step, at least, at text scale 1.0 */
#define MOST 6

static const char *
get_name (MadoStepKind kind)
{
  switch (kind)
    {
    case MADO_STEP_SIGNED:
      return C_ ("step", "Signed");
    case MADO_STEP_ADOPTED:
      return C_ ("step", "Adopted");
    case MADO_STEP_PUBLISHED:
      return C_ ("step", "Published");
    case MADO_STEP_PROVISIONAL:
      return C_ ("step", "Applied provisionally");
    case MADO_STEP_IN_FORCE:
      return C_ ("step", "Entered into force");
    case MADO_STEP_ENDED:
      return C_ ("step", "Ended");
    default:
      g_return_val_if_reached ("");
    }
}

/* What is said where the date does not say it. */
static const char *
get_remark (MadoStepState state)
{
  switch (state)
    {
    case MADO_STEP_UNDATED:
      return C_ ("step", "date not recorded");
    case MADO_STEP_UNCONFIRMED:
      return C_ ("step", "not confirmed");
    case MADO_STEP_AHEAD:
      return C_ ("step", "still ahead");
    default:
      return NULL;
    }
}

static GtkWidget *
make_step (MadoPageBuild *build, const MadoStep *step)
{
  static const char *const classes[] = { "done", "done", "open", "open" };
  MadoText *place = mado_record_get_place (build->content->record);
  const char *remark = get_remark (step->state);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_add_css_class (box, "step");
  gtk_widget_add_css_class (box, classes[step->state]);
  gtk_box_append (GTK_BOX (box), mado_page_build_label (get_name (step->kind), "fact-k"));
  if (step->date)
    {
      g_autofree char *date = mado_page_build_format_date (build, step->date);

      gtk_box_append (GTK_BOX (box), mado_page_build_label (date, "step-date"));
    }
  if (remark)
    gtk_box_append (GTK_BOX (box), mado_page_build_label (remark, step->date ? "row-sub" : NULL));
  if (step->kind == MADO_STEP_SIGNED && step->state == MADO_STEP_DONE && place)
    gtk_box_append (GTK_BOX (box), mado_page_build_text (place, MADO_CHOICE_CONTENT, "row-sub"));
  return box;
}

/**
 * mado_page_has_steps:
 *
 * Returns: whether the page shows steps; one alone is told among the facts
 */
gboolean
mado_page_has_steps (MadoPageBuild *build)
{
  g_autoptr (GArray) steps = NULL;

  if (!MADO_IS_AGREEMENT (build->content->record))
    return FALSE;
  steps
      = mado_agreement_list_steps (build->content->record, mado_display_get_today (build->display));
  return steps->len > 1;
}

void
mado_page_add_steps (MadoPageBuild *build)
{
  g_autoptr (GArray) steps = NULL;
  GtkWidget *columns;

  if (!mado_page_has_steps (build))
    return;
  steps
      = mado_agreement_list_steps (build->content->record, mado_display_get_today (build->display));
  columns = mado_page_build_add (build, mado_columns_new (STEP, MOST));
  g_object_set (columns, "column-spacing", 4, NULL);
  for (guint i = 0; i < steps->len; i++)
    mado_columns_append (MADO_COLUMNS (columns),
                         make_step (build, &g_array_index (steps, MadoStep, i)));
}
