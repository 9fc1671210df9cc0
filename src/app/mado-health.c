/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Follows the context, asks the desk, and puts the notice where it is seen. */
#include "app/mado-health.h"

#include <glib/gi18n.h>

#include "app/mado-repair.h"
#include "app/sections/mado-advice.h"

/* Milliseconds between two looks at an edition that could not be taken in. */
#define FIRST_PAUSE 2000
#define LONGEST_PAUSE 60000

struct _MadoHealth
{
  GObject parent_instance;

  MadoPanes *panes; /* (unowned): weak */
  MadoContext *context;
  GCancellable *cancellable;
  MadoNotice *notice;                /* made when there is something to say */
  GError *errors[MADO_N_ILLNESSES];  /* NULL: nothing of the kind is wrong */
  gboolean hidden[MADO_N_ILLNESSES]; /* the user has read it */
  guint retry;                       /* source of the next look at the edition; 0: none */
  guint pause;                       /* milliseconds before it */
};

enum
{
  OPEN_ASKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void activated_cb (MadoHealth *self);

G_DEFINE_FINAL_TYPE (MadoHealth, mado_health, G_TYPE_OBJECT)

/* A header bar, or what a list wraps one in. */
static gboolean
is_header (GtkWidget *widget)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  return ADW_IS_HEADER_BAR (widget) || (!GTK_IS_BOX (widget) && child && ADW_IS_HEADER_BAR (child));
}

/* The header that the user sees first, with nothing between it and the content. */
static GtkWidget *
find_header (GtkWidget *widget)
{
  if (GTK_IS_STACK (widget))
    widget = gtk_stack_get_visible_child (GTK_STACK (widget));
  for (GtkWidget *child = widget ? gtk_widget_get_first_child (widget) : NULL; child;
       child = gtk_widget_get_next_sibling (child))
    if (is_header (child) && GTK_IS_BOX (widget))
      return child;
    else if (GTK_IS_BOX (child) && find_header (child))
      return find_header (child);
  return NULL;
}

static GtkWidget *
dup_shown_pane (MadoHealth *self)
{
  static const char *const names[]
      = { [MADO_PANE_SIDEBAR] = "sidebar", [MADO_PANE_LIST] = "list", [MADO_PANE_PAGE] = "page" };
  MadoPane shown = MADO_PANE_PAGE;
  GtkWidget *pane = NULL;

  if (mado_panes_get_mode (self->panes) == MADO_PANES_ONE)
    shown = mado_panes_get_shown (self->panes);
  if (shown == MADO_PANE_LIST && !mado_panes_get_has_list (self->panes))
    shown = MADO_PANE_PAGE;
  g_object_get (self->panes, names[shown], &pane, NULL);
  return pane;
}

/* Panes and pages come and go; the notice follows to the header of the one that is shown. */
static void
place (MadoHealth *self)
{
  g_autoptr (GtkWidget) pane = self->panes ? dup_shown_pane (self) : NULL;
  GtkWidget *header = pane ? find_header (pane) : NULL;
  GtkWidget *notice = (GtkWidget *) self->notice;
  GtkWidget *now = notice ? gtk_widget_get_parent (notice) : NULL;
  GtkWidget *then = header ? gtk_widget_get_parent (header) : NULL;

  if (!notice || !then || now == then)
    return;
  if (now)
    gtk_box_remove (GTK_BOX (now), notice);
  gtk_box_insert_child_after (GTK_BOX (then), notice, header);
}

/* Why the records were built anew is a note of the core's, not for the user. */
static const char *
get_rebuilt_sentence (MadoHealth *self)
{
  return mado_context_was_damaged (self->context)
             ? _ ("The file with the records was damaged and has been built anew. Your stars are "
                  "in another file and were not touched.")
             : _ ("This version searches in another way, so the index of the records was built "
                  "anew. Your stars are in another file and were not touched.");
}

static char *
dup_renewing_sentence (MadoHealth *self)
{
  guint total, done = mado_context_get_renewed (self->context, &total);

  /* Translators: %1$'u of %2$'u records. */
  return g_strdup_printf (_ ("The index of the records is being built anew: %1$'u of %2$'u. After "
                             "that they can be read. If you close the window meanwhile, nothing "
                             "is lost, and the next start begins again."),
                          done, total);
}

static char *
dup_sentence (MadoHealth *self, MadoIllness illness)
{
  switch (illness)
    {
    case MADO_ILLNESS_REBUILT:
      return g_strdup (get_rebuilt_sentence (self));
    case MADO_ILLNESS_RENEWING:
      return dup_renewing_sentence (self);
    case MADO_ILLNESS_OLD_EDITION:
      return mado_advice_explain_edition (self->errors[illness]);
    case MADO_ILLNESS_CLOSED_DESK:
    case MADO_ILLNESS_DAMAGED_DESK:
      return mado_advice_explain_desk (self->errors[illness]);
    default:
      return mado_advice_explain (self->errors[illness]);
    }
}

/* To try again helps against what somebody else can change meanwhile. */
static gboolean
can_be_tried_again (MadoHealth *self, MadoIllness illness)
{
  return illness != MADO_ILLNESS_REBUILT && illness != MADO_ILLNESS_RENEWING
         && illness != MADO_ILLNESS_DAMAGED_DESK
         && (illness == MADO_ILLNESS_NOT_OPEN
             || !g_error_matches (self->errors[illness], MADO_STORE_ERROR,
                                  MADO_STORE_ERROR_TOO_NEW));
}

static void
show (MadoHealth *self)
{
  MadoIllness worst = mado_health_get_worst (self);
  g_autofree char *sentence = NULL;
  const char *button = _ ("Hide");
  MadoNoticeTone tone = MADO_NOTICE_ERROR;

  if (worst == MADO_ILLNESS_NONE)
    {
      if (self->notice)
        mado_notice_hide (self->notice);
      return;
    }
  if (!self->notice)
    {
      self->notice = g_object_ref_sink (MADO_NOTICE (mado_notice_new ()));
      g_signal_connect_object (self->notice, "activated", G_CALLBACK (activated_cb), self,
                               G_CONNECT_SWAPPED);
    }
  if (worst == MADO_ILLNESS_REBUILT || worst == MADO_ILLNESS_RENEWING)
    tone = MADO_NOTICE_INFO;
  if (worst == MADO_ILLNESS_RENEWING)
    button = NULL;
  if (worst == MADO_ILLNESS_OLD_EDITION)
    tone = MADO_NOTICE_WARNING;
  if (worst == MADO_ILLNESS_DAMAGED_DESK)
    button = _ ("Repair…");
  if (can_be_tried_again (self, worst))
    button = _ ("Try again");
  sentence = dup_sentence (self, worst);
  place (self);
  mado_notice_show (self->notice, tone, sentence, button);
}

static void
set_error (MadoHealth *self, MadoIllness illness, const GError *error)
{
  g_clear_error (&self->errors[illness]);
  self->hidden[illness] = FALSE;
  if (error)
    self->errors[illness] = g_error_copy (error);
  show (self);
}

static void
set_desk_error (MadoHealth *self, const GError *error)
{
  gboolean is_damaged = g_error_matches (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED);

  set_error (self, MADO_ILLNESS_DAMAGED_DESK, is_damaged ? error : NULL);
  set_error (self, MADO_ILLNESS_CLOSED_DESK, is_damaged ? NULL : error);
}

static void
renewing_cb (MadoHealth *self)
{
  g_autoptr (GError) note = g_error_new_literal (MADO_STORE_ERROR, MADO_STORE_ERROR_CANNOT_OPEN,
                                                 "it is being built anew");

  set_error (self, MADO_ILLNESS_RENEWING, note);
}

static void
read_reason (GTask *task, gpointer desk, gpointer data, GCancellable *cancellable)
{
  const GError *reason = mado_desk_get_reason (desk);

  if (reason)
    g_task_return_error (task, g_error_copy (reason));
  else
    g_task_return_boolean (task, TRUE);
}

static void
reason_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoHealth *self = MADO_HEALTH (source);
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    set_desk_error (self, NULL);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    set_desk_error (self, error);
}

static void
look_at_desk (MadoHealth *self)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, reason_read_cb, NULL);

  mado_context_keep (self->context, task, read_reason);
}

static void
forget_edition (MadoHealth *self)
{
  g_clear_handle_id (&self->retry, g_source_remove);
  self->pause = FIRST_PAUSE;
  set_error (self, MADO_ILLNESS_RENEWING, NULL);
  set_error (self, MADO_ILLNESS_OLD_EDITION, NULL);
}

static void
changed_cb (MadoHealth *self)
{
  const char *rebuilt = mado_context_get_rebuilt (self->context);
  g_autoptr (GError) note = NULL;

  forget_edition (self);
  if (!rebuilt || self->errors[MADO_ILLNESS_REBUILT])
    return;
  note = g_error_new_literal (MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED, rebuilt);
  set_error (self, MADO_ILLNESS_REBUILT, note);
}

static void
retry_cb (gpointer user_data)
{
  MadoHealth *self = user_data;

  self->retry = 0;
  mado_context_check_edition (self->context);
}

/* Most often another program is writing, an update for example, and nobody tells when it is done: a
 * notice whose cause has gone would stay over everything that is shown. */
static void
failed_cb (MadoHealth *self, const GError *error)
{
  set_error (self, MADO_ILLNESS_RENEWING, NULL);
  set_error (self, MADO_ILLNESS_OLD_EDITION, error);
  g_clear_handle_id (&self->retry, g_source_remove);
  if (!can_be_tried_again (self, MADO_ILLNESS_OLD_EDITION))
    return;
  self->retry = g_timeout_add_once (self->pause, retry_cb, self);
  self->pause = MIN (self->pause * 2, LONGEST_PAUSE);
}

static void
desk_failed_cb (MadoHealth *self, const GError *error)
{
  set_desk_error (self, error);
}

static void
repaired_cb (MadoHealth *self)
{
  mado_context_reopen_desk (self->context);
  look_at_desk (self);
}

static void
repair (MadoHealth *self)
{
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self->notice)));
  MadoRepair *window = mado_repair_new (parent, self->context);

  g_signal_connect_object (window, "repaired", G_CALLBACK (repaired_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
activated_cb (MadoHealth *self)
{
  MadoIllness worst = mado_health_get_worst (self);

  if (worst == MADO_ILLNESS_DAMAGED_DESK)
    repair (self);
  else if (!can_be_tried_again (self, worst))
    {
      self->hidden[worst] = TRUE;
      show (self);
    }
  else
    {
      set_error (self, worst, NULL);
      if (worst == MADO_ILLNESS_NOT_OPEN)
        g_signal_emit (self, signals[OPEN_ASKED], 0);
      else if (worst == MADO_ILLNESS_OLD_EDITION)
        mado_context_check_edition (self->context);
      else
        repaired_cb (self);
    }
}

static void
mado_health_dispose (GObject *object)
{
  MadoHealth *self = MADO_HEALTH (object);

  g_clear_handle_id (&self->retry, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_object (&self->notice);
  g_clear_weak_pointer (&self->panes);
  for (guint i = 0; i < MADO_N_ILLNESSES; i++)
    g_clear_error (&self->errors[i]);
  G_OBJECT_CLASS (mado_health_parent_class)->dispose (object);
}

static void
mado_health_class_init (MadoHealthClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_health_dispose;
  signals[OPEN_ASKED] = g_signal_new ("open-asked", MADO_TYPE_HEALTH, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 0);
}

static void
mado_health_init (MadoHealth *self)
{
  self->cancellable = g_cancellable_new ();
  self->pause = FIRST_PAUSE;
}

static void
follow_stack (MadoHealth *self, const char *pane)
{
  g_autoptr (GtkWidget) widget = NULL;

  g_object_get (self->panes, pane, &widget, NULL);
  if (GTK_IS_STACK (widget))
    g_signal_connect_object (widget, "notify::visible-child", G_CALLBACK (place), self,
                             G_CONNECT_SWAPPED);
}

/**
 * mado_health_new:
 * @panes: where the notice is shown; each pane begins with a header bar
 * @context: (transfer none): of the profile
 *
 * Returns: (transfer full): knows nothing before mado_health_begin()
 */
MadoHealth *
mado_health_new (MadoPanes *panes, MadoContext *context)
{
  MadoHealth *self = g_object_new (MADO_TYPE_HEALTH, NULL);
  static const char *const notified[] = { "notify::mode", "notify::shown", "notify::has-list" };

  g_set_weak_pointer (&self->panes, panes);
  self->context = g_object_ref (context);
  for (guint i = 0; i < G_N_ELEMENTS (notified); i++)
    g_signal_connect_object (panes, notified[i], G_CALLBACK (place), self, G_CONNECT_SWAPPED);
  follow_stack (self, "list");
  follow_stack (self, "page");
  g_signal_connect_object (context, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "edition-checked", G_CALLBACK (forget_edition), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "renewing", G_CALLBACK (renewing_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "desk-failed", G_CALLBACK (desk_failed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * mado_health_begin:
 * @error: (nullable): why the profile could not be opened
 */
void
mado_health_begin (MadoHealth *self, const GError *error)
{
  g_return_if_fail (MADO_IS_HEALTH (self));

  set_error (self, MADO_ILLNESS_RENEWING, NULL);
  set_error (self, MADO_ILLNESS_NOT_OPEN, error);
  if (error)
    return;
  changed_cb (self);
  look_at_desk (self);
}

MadoIllness
mado_health_get_worst (MadoHealth *self)
{
  g_return_val_if_fail (MADO_IS_HEALTH (self), MADO_ILLNESS_NONE);

  for (MadoIllness illness = MADO_N_ILLNESSES - 1; illness > MADO_ILLNESS_NONE; illness--)
    if (self->errors[illness] && !self->hidden[illness])
      return illness;
  return MADO_ILLNESS_NONE;
}

MadoNotice *
mado_health_get_notice (MadoHealth *self)
{
  g_return_val_if_fail (MADO_IS_HEALTH (self), NULL);

  return self->notice;
}
