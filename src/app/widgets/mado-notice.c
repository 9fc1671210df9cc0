/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar of class "notice" in a revealer. */
#include "app/widgets/mado-notice.h"

struct _MadoNotice
{
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkWidget *bar;
  GtkImage *icon;
  GtkLabel *sentence;
  GtkButton *button;
};

enum
{
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoNotice, mado_notice, ADW_TYPE_BIN)

static void
clicked_cb (MadoNotice *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

/* What is out of sight is not to be read out either. */
static void
revealed_cb (MadoNotice *self)
{
  if (!gtk_revealer_get_reveal_child (self->revealer)
      && !gtk_revealer_get_child_revealed (self->revealer))
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
mado_notice_class_init (MadoNoticeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[ACTIVATED] = g_signal_new ("activated", MADO_TYPE_NOTICE, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/madoguchi/Madoguchi/widgets/mado-notice.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoNotice, revealer);
  gtk_widget_class_bind_template_child (widget_class, MadoNotice, bar);
  gtk_widget_class_bind_template_child (widget_class, MadoNotice, icon);
  gtk_widget_class_bind_template_child (widget_class, MadoNotice, sentence);
  gtk_widget_class_bind_template_child (widget_class, MadoNotice, button);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, revealed_cb);
}

static void
mado_notice_init (MadoNotice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * mado_notice_new:
 *
 * Returns: (transfer floating): a notice that says nothing yet
 */
GtkWidget *
mado_notice_new (void)
{
  return g_object_new (MADO_TYPE_NOTICE, NULL);
}

/**
 * mado_notice_show:
 * @sentence: what is, and what to do
 * @button: (nullable): what the button does; %NULL: there is nothing to do but to wait
 */
void
mado_notice_show (MadoNotice *self, MadoNoticeTone tone, const char *sentence, const char *button)
{
  static const char *const icons[] = { [MADO_NOTICE_INFO] = "dialog-information-symbolic",
                                       [MADO_NOTICE_WARNING] = "dialog-warning-symbolic",
                                       [MADO_NOTICE_ERROR] = "dialog-error-symbolic" };

  g_return_if_fail (MADO_IS_NOTICE (self) && sentence != NULL);

  gtk_image_set_from_icon_name (self->icon, icons[tone]);
  gtk_widget_remove_css_class (self->bar, "info");
  gtk_widget_remove_css_class (self->bar, "err");
  if (tone == MADO_NOTICE_INFO)
    gtk_widget_add_css_class (self->bar, "info");
  if (tone == MADO_NOTICE_ERROR)
    gtk_widget_add_css_class (self->bar, "err");
  gtk_label_set_text (self->sentence, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->button), button != NULL);
  if (button)
    gtk_button_set_label (self->button, button);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
}

void
mado_notice_hide (MadoNotice *self)
{
  g_return_if_fail (MADO_IS_NOTICE (self));

  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  revealed_cb (self);
}

const char *
mado_notice_get_sentence (MadoNotice *self)
{
  g_return_val_if_fail (MADO_IS_NOTICE (self), NULL);

  return gtk_revealer_get_reveal_child (self->revealer) ? gtk_label_get_text (self->sentence)
                                                        : NULL;
}
