/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MadoDisplay: how the user wants records shown, one object for a window. */
#include "app/widgets/mado-display.h"

#include <glib/gi18n.h>

#define DISPLAY_KEY "mado-display"

struct _MadoDisplay
{
  GObject parent_instance;
  MadoContentLanguage content_language;
  gboolean era;
  gboolean surname_first;
  gboolean latin_last;
  gboolean scroll_together;
  gboolean follow_selection;
  gint today; /* 0: the clock's */
};

enum
{
  PROP_CONTENT_LANGUAGE = 1,
  PROP_ERA,
  PROP_SURNAME_FIRST,
  PROP_LATIN_LAST,
  PROP_SCROLL_TOGETHER,
  PROP_FOLLOW_SELECTION,
  PROP_TODAY,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (MadoDisplay, mado_display, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (MadoContentLanguage, mado_content_language,
                    G_DEFINE_ENUM_VALUE (MADO_CONTENT_EN, "en"),
                    G_DEFINE_ENUM_VALUE (MADO_CONTENT_JA, "ja"),
                    G_DEFINE_ENUM_VALUE (MADO_CONTENT_BOTH, "both"))

static void
mado_display_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MadoDisplay *self = MADO_DISPLAY (object);

  switch (id)
    {
    case PROP_CONTENT_LANGUAGE:
      g_value_set_enum (value, self->content_language);
      break;
    case PROP_ERA:
      g_value_set_boolean (value, self->era);
      break;
    case PROP_SURNAME_FIRST:
      g_value_set_boolean (value, self->surname_first);
      break;
    case PROP_LATIN_LAST:
      g_value_set_boolean (value, self->latin_last);
      break;
    case PROP_SCROLL_TOGETHER:
      g_value_set_boolean (value, self->scroll_together);
      break;
    case PROP_FOLLOW_SELECTION:
      g_value_set_boolean (value, self->follow_selection);
      break;
    case PROP_TODAY:
      g_value_set_int (value, mado_display_get_today (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_flag (MadoDisplay *self, gboolean *flag, gboolean value, GParamSpec *pspec)
{
  if (*flag == !!value)
    return;
  *flag = !!value;
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
mado_display_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  MadoDisplay *self = MADO_DISPLAY (object);

  switch (id)
    {
    case PROP_CONTENT_LANGUAGE:
      mado_display_set_content_language (self, g_value_get_enum (value));
      break;
    case PROP_ERA:
      mado_display_set_era (self, g_value_get_boolean (value));
      break;
    case PROP_SURNAME_FIRST:
      set_flag (self, &self->surname_first, g_value_get_boolean (value), pspec);
      break;
    case PROP_LATIN_LAST:
      set_flag (self, &self->latin_last, g_value_get_boolean (value), pspec);
      break;
    case PROP_SCROLL_TOGETHER:
      set_flag (self, &self->scroll_together, g_value_get_boolean (value), pspec);
      break;
    case PROP_FOLLOW_SELECTION:
      set_flag (self, &self->follow_selection, g_value_get_boolean (value), pspec);
      break;
    case PROP_TODAY:
      mado_display_set_today (self, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
mado_display_class_init (MadoDisplayClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = mado_display_get_property;
  object_class->set_property = mado_display_set_property;
  properties[PROP_CONTENT_LANGUAGE] = g_param_spec_enum (
      "content-language", NULL, NULL, MADO_TYPE_CONTENT_LANGUAGE, MADO_CONTENT_EN, flags);
  properties[PROP_ERA] = g_param_spec_boolean ("era", NULL, NULL, FALSE, flags);
  properties[PROP_SURNAME_FIRST] = g_param_spec_boolean ("surname-first", NULL, NULL, TRUE, flags);
  properties[PROP_LATIN_LAST] = g_param_spec_boolean ("latin-last", NULL, NULL, FALSE, flags);
  properties[PROP_SCROLL_TOGETHER]
      = g_param_spec_boolean ("scroll-together", NULL, NULL, TRUE, flags);
  properties[PROP_FOLLOW_SELECTION]
      = g_param_spec_boolean ("follow-selection", NULL, NULL, FALSE, flags);
  properties[PROP_TODAY] = g_param_spec_int ("today", NULL, NULL, 0, G_MAXINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
mado_display_init (MadoDisplay *self)
{
  self->surname_first = TRUE;
  self->scroll_together = TRUE;
  if (mado_display_get_interface_language () == MADO_LANGUAGE_JA)
    self->content_language = MADO_CONTENT_JA;
}

/**
 * mado_display_new:
 *
 * Starts with the interface's language, without the era, with the clock's today.
 */
MadoDisplay *
mado_display_new (void)
{
  return g_object_new (MADO_TYPE_DISPLAY, NULL);
}

/**
 * mado_display_attach:
 * @root: the widget (a window) whose descendants shall use @self
 * @self: (transfer none): the display
 */
void
mado_display_attach (GtkWidget *root, MadoDisplay *self)
{
  g_return_if_fail (GTK_IS_WIDGET (root));
  g_return_if_fail (MADO_IS_DISPLAY (self));

  g_object_set_data_full (G_OBJECT (root), DISPLAY_KEY, g_object_ref (self), g_object_unref);
}

/**
 * mado_display_get_for_widget:
 * @widget: a widget
 *
 * Walks up to the nearest widget that a display is attached to. Outside of any, the GDK display's
 * own is used, so that a widget can be shown alone.
 *
 * Returns: (transfer none): never %NULL
 */
MadoDisplay *
mado_display_get_for_widget (GtkWidget *widget)
{
  GObject *screen;
  MadoDisplay *found;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  for (GtkWidget *at = widget; at != NULL; at = gtk_widget_get_parent (at))
    {
      found = g_object_get_data (G_OBJECT (at), DISPLAY_KEY);
      if (found != NULL)
        return found;
    }

  screen = G_OBJECT (gtk_widget_get_display (widget));
  found = g_object_get_data (screen, DISPLAY_KEY);
  if (found == NULL)
    {
      found = mado_display_new ();
      g_object_set_data_full (screen, DISPLAY_KEY, found, g_object_unref);
    }
  return found;
}

MadoContentLanguage
mado_display_get_content_language (MadoDisplay *self)
{
  g_return_val_if_fail (MADO_IS_DISPLAY (self), MADO_CONTENT_EN);
  return self->content_language;
}

void
mado_display_set_content_language (MadoDisplay *self, MadoContentLanguage language)
{
  g_return_if_fail (MADO_IS_DISPLAY (self));

  if (self->content_language == language)
    return;
  self->content_language = language;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONTENT_LANGUAGE]);
}

gboolean
mado_display_get_era (MadoDisplay *self)
{
  g_return_val_if_fail (MADO_IS_DISPLAY (self), FALSE);
  return self->era;
}

void
mado_display_set_era (MadoDisplay *self, gboolean era)
{
  g_return_if_fail (MADO_IS_DISPLAY (self));

  if (self->era == !!era)
    return;
  self->era = !!era;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERA]);
}

/**
 * mado_display_get_surname_first:
 *
 * Returns: whether names in Latin letters are written "YAMADA Taro" rather than "Taro Yamada"
 */
gboolean
mado_display_get_surname_first (MadoDisplay *self)
{
  g_return_val_if_fail (MADO_IS_DISPLAY (self), TRUE);
  return self->surname_first;
}

/**
 * mado_display_get_rendering:
 *
 * Returns: the languages and forms that are chosen now
 */
MadoRendering
mado_display_get_rendering (MadoDisplay *self)
{
  const MadoRendering none = { 0 };

  g_return_val_if_fail (MADO_IS_DISPLAY (self), none);

  return (MadoRendering){ mado_display_get_language (self),
                          self->content_language == MADO_CONTENT_BOTH, self->era,
                          self->surname_first };
}

/**
 * mado_display_get_latin_last:
 *
 * Returns: whether a list by Japanese reading has Latin letters behind わ rather than before あ
 */
gboolean
mado_display_get_latin_last (MadoDisplay *self)
{
  g_return_val_if_fail (MADO_IS_DISPLAY (self), FALSE);
  return self->latin_last;
}

/**
 * mado_display_get_scroll_together:
 *
 * Returns: whether, side by side, each paragraph stands level with its other half; else each
 *   language is scrolled by itself
 */
gboolean
mado_display_get_scroll_together (MadoDisplay *self)
{
  g_return_val_if_fail (MADO_IS_DISPLAY (self), TRUE);
  return self->scroll_together;
}

/**
 * mado_display_get_follow_selection:
 *
 * Returns: whether the other language shows the paragraph in which something is selected
 */
gboolean
mado_display_get_follow_selection (MadoDisplay *self)
{
  g_return_val_if_fail (MADO_IS_DISPLAY (self), FALSE);
  return self->follow_selection;
}

/**
 * mado_display_get_today:
 *
 * Returns: today, in days since 1800-01-01 by the local clock, or what a test has set
 */
gint
mado_display_get_today (MadoDisplay *self)
{
  g_autoptr (GDateTime) now = NULL;
  GDate day, origin;

  g_return_val_if_fail (MADO_IS_DISPLAY (self), 0);

  if (self->today != 0)
    return self->today;
  now = g_date_time_new_now_local ();
  g_date_clear (&day, 1);
  g_date_clear (&origin, 1);
  g_date_set_dmy (&day, g_date_time_get_day_of_month (now), g_date_time_get_month (now),
                  g_date_time_get_year (now));
  g_date_set_dmy (&origin, 1, G_DATE_JANUARY, 1800);
  return g_date_days_between (&origin, &day);
}

/**
 * mado_display_dup_now:
 *
 * Returns: (transfer full) (nullable): the moment by the local clock; %NULL where today is not the
 *   clock's
 */
GDateTime *
mado_display_dup_now (MadoDisplay *self)
{
  g_return_val_if_fail (MADO_IS_DISPLAY (self), NULL);

  return self->today == 0 ? g_date_time_new_now_local () : NULL;
}

/**
 * mado_display_set_today:
 * @today: days since 1800-01-01; 0 goes back to the clock
 */
void
mado_display_set_today (MadoDisplay *self, gint today)
{
  g_return_if_fail (MADO_IS_DISPLAY (self));
  g_return_if_fail (today >= 0);

  if (self->today == today)
    return;
  self->today = today;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TODAY]);
}

/**
 * mado_display_get_language:
 *
 * Returns: the language of rows, facts and words: the content language, and side by side the
 * interface's
 */
MadoLanguage
mado_display_get_language (MadoDisplay *self)
{
  g_return_val_if_fail (MADO_IS_DISPLAY (self), MADO_LANGUAGE_EN);

  if (self->content_language == MADO_CONTENT_BOTH)
    return mado_display_get_interface_language ();
  return self->content_language == MADO_CONTENT_JA ? MADO_LANGUAGE_JA : MADO_LANGUAGE_EN;
}

/**
 * mado_display_get_interface_language:
 *
 * Asks the catalogue itself, since the locale alone does not say which translation was found.
 *
 * Returns: the language that the interface really has
 */
MadoLanguage
mado_display_get_interface_language (void)
{
  /* Translators: the code of the language that you translate to, where records exist in it: "ja";
   * else "en". */
  const char *code = g_dpgettext2 (GETTEXT_PACKAGE, "code of the interface's language", "en");

  return g_str_equal (code, "ja") ? MADO_LANGUAGE_JA : MADO_LANGUAGE_EN;
}
