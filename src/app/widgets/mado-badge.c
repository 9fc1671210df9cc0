/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MadoBadge: a short state in a word. */
#include "app/widgets/mado-badge.h"

#include <glib/gi18n.h>

#include "app/widgets/mado-inert.h"
#include "core/model/mado-opportunity.h"

struct _MadoBadge
{
  GtkWidget parent_instance;
  GtkWidget *icon; /* nullable */
  GtkWidget *label;
  char *name; /* what it says to an assistive tool */
  MadoBadgeState state;
};

G_DEFINE_FINAL_TYPE (MadoBadge, mado_badge, GTK_TYPE_WIDGET)

static const struct
{
  const char *css;
  const char *icon; /* nullable */
} looks[] = {
  [MADO_BADGE_PLAIN] = { NULL, NULL },
  [MADO_BADGE_OK] = { "ok", "object-select-symbolic" },
  [MADO_BADGE_INFO] = { "info", NULL },
  [MADO_BADGE_WARN] = { "warn", "dialog-warning-symbolic" },
  [MADO_BADGE_ERR] = { "err", "dialog-error-symbolic" },
};

/* How a status looks where the vocabulary's state alone does not say it. */
static const struct
{
  const char *status;
  MadoBadgeState state;
} statuses[] = {
  { "in-force", MADO_BADGE_OK },        { "open", MADO_BADGE_OK },
  { "active", MADO_BADGE_OK },          { "under-construction", MADO_BADGE_INFO },
  { "signed", MADO_BADGE_INFO },        { "adopted", MADO_BADGE_INFO },
  { "recurring", MADO_BADGE_INFO },     { "announced", MADO_BADGE_INFO },
  { "check-current", MADO_BADGE_WARN }, { "signature-unconfirmed", MADO_BADGE_WARN },
};

static void
mado_badge_dispose (GObject *object)
{
  MadoBadge *self = MADO_BADGE (object);

  g_clear_pointer (&self->icon, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  G_OBJECT_CLASS (mado_badge_parent_class)->dispose (object);
}

static void
mado_badge_finalize (GObject *object)
{
  g_free (MADO_BADGE (object)->name);
  G_OBJECT_CLASS (mado_badge_parent_class)->finalize (object);
}

static void
mado_badge_class_init (MadoBadgeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_badge_dispose;
  G_OBJECT_CLASS (klass)->finalize = mado_badge_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "badge");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
mado_badge_init (MadoBadge *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              4);
  gtk_widget_add_css_class (GTK_WIDGET (self), "badge");
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

static void
set_name (MadoBadge *self, const char *name)
{
  g_free (self->name);
  self->name = g_strdup (name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
set_icon (MadoBadge *self, const char *icon)
{
  self->icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "accessible-role",
                             GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_insert_after (self->icon, GTK_WIDGET (self), NULL);
}

/**
 * mado_badge_new:
 * @state: gives the colour and the icon
 * @label: the word; translated, or of the vocabulary
 */
GtkWidget *
mado_badge_new (MadoBadgeState state, const char *label)
{
  MadoBadge *self = g_object_new (MADO_TYPE_BADGE, NULL);
  g_autofree char *shown = NULL;

  g_return_val_if_fail (label != NULL, NULL);

  shown = mado_inert_line (label, NULL);
  self->state = state;
  gtk_label_set_label (GTK_LABEL (self->label), shown);
  set_name (self, shown);
  if (looks[state].css != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), looks[state].css);
  if (looks[state].icon != NULL)
    set_icon (self, looks[state].icon);
  return GTK_WIDGET (self);
}

/**
 * mado_badge_new_with_icon:
 * @icon: stands in place of the one of @state
 * @label: the word; translated
 */
GtkWidget *
mado_badge_new_with_icon (MadoBadgeState state, const char *icon, const char *label)
{
  GtkWidget *self = mado_badge_new (state, label);

  g_return_val_if_fail (self != NULL && icon != NULL, NULL);

  g_clear_pointer (&MADO_BADGE (self)->icon, gtk_widget_unparent);
  set_icon (MADO_BADGE (self), icon);
  return self;
}

/* What a status says and the calendar does not is not repeated. */
static const char *
get_status (MadoRecord *record, MadoVocabulary *vocabulary, gint today)
{
  const char *status = mado_record_get_status (record);
  const MadoWord *word = mado_vocabulary_find (vocabulary, "status", status);

  if (!MADO_IS_OPPORTUNITY (record))
    return status;
  switch (mado_opportunity_get_state (record, vocabulary, today))
    {
    case MADO_OPPORTUNITY_CLOSED:
      return word && word->state == MADO_STATE_CLOSED ? status : "closed";
    case MADO_OPPORTUNITY_UNKNOWN:
      return word && word->state == MADO_STATE_OPEN ? "check-current" : status;
    case MADO_OPPORTUNITY_AHEAD:
      return "announced";
    default:
      return status;
    }
}

/**
 * mado_badge_new_for_status:
 * @today: days since 1800-01-01
 *
 * A call whose closing day has passed is shown as closed whatever its status says, and one that
 * gives no day as one to be checked: it never looks open by mistake.
 *
 * Returns: (transfer floating) (nullable): %NULL for a record without status
 */
GtkWidget *
mado_badge_new_for_status (MadoRecord *record, MadoVocabulary *vocabulary, MadoLanguage language,
                           gint today)
{
  const char *status = get_status (record, vocabulary, today);
  MadoBadgeState state = MADO_BADGE_PLAIN;

  if (status == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (g_str_equal (statuses[i].status, status))
      state = statuses[i].state;
  return mado_badge_new (state, mado_vocabulary_get_label (vocabulary, "status", status, language));
}

/**
 * mado_badge_new_disputed:
 * @with_word: whether the word stands beside the fork
 */
GtkWidget *
mado_badge_new_disputed (gboolean with_word)
{
  const char *name = _ ("Sources disagree");
  MadoBadge *self = g_object_new (MADO_TYPE_BADGE, NULL);

  self->state = MADO_BADGE_WARN;
  gtk_widget_add_css_class (GTK_WIDGET (self), "warn");
  set_icon (self, "mado-differ-symbolic");
  set_name (self, name);
  gtk_label_set_label (GTK_LABEL (self->label), name);
  gtk_widget_set_visible (self->label, with_word);
  if (!with_word)
    gtk_widget_set_tooltip_text (GTK_WIDGET (self), name);
  return GTK_WIDGET (self);
}

GtkWidget *
mado_badge_new_check (void)
{
  return mado_badge_new (MADO_BADGE_WARN, _ ("Check before use"));
}

GtkWidget *
mado_badge_new_own (void)
{
  return mado_badge_new (MADO_BADGE_INFO, _ ("Own term"));
}

/**
 * mado_badge_new_tag:
 * @label: "EU", "JP", "EU·JP", "EN"
 * @name: what it stands for, for assistive tools
 *
 * An outlined tag.
 */
GtkWidget *
mado_badge_new_tag (const char *label, const char *name)
{
  GtkWidget *self = mado_badge_new (MADO_BADGE_PLAIN, label);

  gtk_widget_remove_css_class (self, "badge");
  gtk_widget_add_css_class (self, "side-tag");
  set_name (MADO_BADGE (self), name);
  return self;
}

/**
 * mado_badge_new_side:
 * @side: word of the list "side"
 *
 * The tag of an organisation's side: EU, JP or both.
 */
GtkWidget *
mado_badge_new_side (const char *side)
{
  if (g_strcmp0 (side, "jp") == 0)
    return mado_badge_new_tag ("JP", _ ("Japanese side"));
  if (g_strcmp0 (side, "joint") == 0)
    return mado_badge_new_tag ("EU·JP", C_ ("side", "Joint"));
  return mado_badge_new_tag ("EU", _ ("European side"));
}

const char *
mado_badge_get_label (MadoBadge *self)
{
  g_return_val_if_fail (MADO_IS_BADGE (self), "");
  return gtk_label_get_label (GTK_LABEL (self->label));
}

/**
 * mado_badge_get_name:
 *
 * Returns: (transfer none): what it says to an assistive tool: "European side" where its label is
 * "EU"
 */
const char *
mado_badge_get_name (MadoBadge *self)
{
  g_return_val_if_fail (MADO_IS_BADGE (self), "");
  return self->name;
}

MadoBadgeState
mado_badge_get_state (MadoBadge *self)
{
  g_return_val_if_fail (MADO_IS_BADGE (self), MADO_BADGE_PLAIN);
  return self->state;
}
