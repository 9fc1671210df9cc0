/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks at both choices on the desk's thread, shows them, and makes the one that is taken. */
#include "app/mado-repair.h"

#include <glib/gi18n.h>

#include "app/sections/mado-advice.h"
#include "app/widgets/mado-display.h"
#include "core/store/mado-salvage.h"

struct _MadoRepair
{
  AdwWindow parent_instance;

  GtkStack *stack;
  AdwActionRow *desk_row;
  AdwActionRow *backup_row;
  GtkWidget *desk_button;
  GtkWidget *backup_button;
  GtkLabel *error;
  AdwStatusPage *done;

  MadoContext *context;
  GCancellable *cancellable;
};

enum
{
  REPAIRED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoRepair, mado_repair, ADW_TYPE_WINDOW)

typedef struct
{
  char *profile;
  MadoSalvageFrom from;
  gboolean makes;
  MadoSalvaged salvaged;
} Work;

static void
free_work (gpointer data)
{
  Work *self = data;

  g_free (self->profile);
  mado_salvaged_clear (&self->salvaged);
  g_free (self);
}

/* On the desk's thread, so that nobody else writes to the desk meanwhile. */
static void
salvage (GTask *task, gpointer desk, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;

  if ((work->makes ? mado_salvage_make : mado_salvage_look) (work->profile, work->from,
                                                             &work->salvaged, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
run (MadoRepair *self, MadoSalvageFrom from, gboolean makes, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, callback, NULL);
  Work *work = g_new0 (Work, 1);

  work->profile = g_strdup (mado_context_get_profile (self->context));
  work->from = from;
  work->makes = makes;
  g_task_set_task_data (task, work, free_work);
  mado_context_keep (self->context, task, salvage);
}

static char *
format_kept (const MadoSalvaged *salvaged)
{
  if (!salvaged->is_whole)
    /* Translators: how many entries of a damaged file can be saved, and how many at least cannot.
     */
    return g_strdup_printf (_ ("Entries: %u · lost: %u or more"), salvaged->kept, salvaged->lost);
  if (salvaged->lost > 0)
    return g_strdup_printf (_ ("Entries: %u · lost: %u"), salvaged->kept, salvaged->lost);
  return g_strdup_printf (_ ("Entries: %u · none lost"), salvaged->kept);
}

static char *
format_backup (const MadoSalvaged *salvaged)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (salvaged->time);
  g_autofree char *iso = g_date_time_format (when, "%Y-%m-%d");
  g_autoptr (MadoDate) date = mado_date_new_from_iso (iso, NULL);
  g_autofree char *day
      = mado_date_format (date, mado_display_get_interface_language (), MADO_DATE_FULL);

  /* Translators: the entries of a backup, and its day. */
  return g_strdup_printf (_ ("Entries: %u · of %s"), salvaged->kept, day);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoRepair *self = MADO_REPAIR (source);
  const Work *work = g_task_get_task_data (G_TASK (result));
  gboolean is_backup = work->from == MADO_SALVAGE_FROM_BACKUP;
  g_autoptr (GError) error = NULL;
  gboolean found = g_task_propagate_boolean (G_TASK (result), &error);
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (found)
    text = is_backup ? format_backup (&work->salvaged) : format_kept (&work->salvaged);
  else if (g_error_matches (error, MADO_STORE_ERROR, MADO_STORE_ERROR_NOT_FOUND))
    text = g_strdup (_ ("There is none"));
  else if (is_backup && g_error_matches (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED))
    text = g_strdup (_ ("It is damaged too"));
  else
    text = mado_advice_explain_desk (error);
  adw_action_row_set_subtitle (is_backup ? self->backup_row : self->desk_row, text);
  gtk_widget_set_sensitive (is_backup ? self->backup_button : self->desk_button, found);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoRepair *self = MADO_REPAIR (source);
  const Work *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), TRUE);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_autofree char *kept = format_kept (&work->salvaged);

      /* Translators: how many entries were kept and lost, and the name of a file. */
      text
          = g_strdup_printf (_ ("%s. They are in the file %s now. The damaged file is still there, "
                                "as it was."),
                             kept, work->salvaged.name);
      adw_status_page_set_description (self->done, text);
      gtk_stack_set_visible_child_name (self->stack, "done");
      g_signal_emit (self, signals[REPAIRED], 0);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      text = mado_advice_explain_desk (error);
      gtk_label_set_text (self->error, text);
      gtk_widget_set_visible (GTK_WIDGET (self->error), TRUE);
    }
}

static void
make (MadoRepair *self, MadoSalvageFrom from)
{
  gtk_widget_set_visible (GTK_WIDGET (self->error), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), FALSE);
  run (self, from, TRUE, made_cb);
}

static void
desk_chosen_cb (MadoRepair *self)
{
  make (self, MADO_SALVAGE_FROM_DESK);
}

static void
backup_chosen_cb (MadoRepair *self)
{
  make (self, MADO_SALVAGE_FROM_BACKUP);
}

static void
mado_repair_dispose (GObject *object)
{
  MadoRepair *self = MADO_REPAIR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (mado_repair_parent_class)->dispose (object);
}

static void
mado_repair_class_init (MadoRepairClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_repair_dispose;
  signals[REPAIRED] = g_signal_new ("repaired", MADO_TYPE_REPAIR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/madoguchi/Madoguchi/mado-repair.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoRepair, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoRepair, desk_row);
  gtk_widget_class_bind_template_child (widget_class, MadoRepair, backup_row);
  gtk_widget_class_bind_template_child (widget_class, MadoRepair, desk_button);
  gtk_widget_class_bind_template_child (widget_class, MadoRepair, backup_button);
  gtk_widget_class_bind_template_child (widget_class, MadoRepair, error);
  gtk_widget_class_bind_template_child (widget_class, MadoRepair, done);
  gtk_widget_class_bind_template_callback (widget_class, desk_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, backup_chosen_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
mado_repair_init (MadoRepair *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * mado_repair_new:
 * @parent: the window that it belongs to
 * @context: (transfer none): of the profile
 *
 * Returns: (transfer none): a window, to be presented
 */
MadoRepair *
mado_repair_new (GtkWindow *parent, MadoContext *context)
{
  MadoRepair *self = g_object_new (MADO_TYPE_REPAIR, "transient-for", parent, NULL);

  self->context = g_object_ref (context);
  run (self, MADO_SALVAGE_FROM_DESK, FALSE, looked_cb);
  run (self, MADO_SALVAGE_FROM_BACKUP, FALSE, looked_cb);
  return self;
}
