/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MadoTextLabel: the only way record text reaches the screen. */
#include "app/widgets/mado-text-label.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/widgets/mado-label-layout.h"
#include "app/widgets/mado-text-attributes.h"

#define MAX_SPANS 64 /* highlights in one label */

struct _MadoTextLabel
{
  GtkWidget parent_instance;
  GtkLabel *label;
  GtkLabel *badge; /* made when a fallback is first shown */
  MadoText *text;
  MadoChoice choice;
  gint lines;
  gboolean mark_fallback;
  gboolean is_fallback;
  MadoLanguage shown;
  GArray *spans[2]; /* by language; element-type MadoSpan */
  MadoDisplay *display;
  gulong display_handler;
  gulong dark_handler;
};

enum
{
  PROP_TEXT = 1,
  PROP_CHOICE,
  PROP_LINES,
  PROP_SELECTABLE,
  PROP_MARK_FALLBACK,
  PROP_XALIGN,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (MadoTextLabel, mado_text_label, GTK_TYPE_WIDGET)

G_DEFINE_ENUM_TYPE (MadoChoice, mado_choice, G_DEFINE_ENUM_VALUE (MADO_CHOICE_CONTENT, "content"),
                    G_DEFINE_ENUM_VALUE (MADO_CHOICE_OTHER, "other"),
                    G_DEFINE_ENUM_VALUE (MADO_CHOICE_EN, "en"),
                    G_DEFINE_ENUM_VALUE (MADO_CHOICE_JA, "ja"))

static MadoLanguage
choose_language (MadoTextLabel *self)
{
  MadoLanguage content = MADO_LANGUAGE_EN;

  if (self->display != NULL)
    content = mado_display_get_language (self->display);
  else
    content = mado_display_get_interface_language ();

  switch (self->choice)
    {
    case MADO_CHOICE_EN:
      return MADO_LANGUAGE_EN;
    case MADO_CHOICE_JA:
      return MADO_LANGUAGE_JA;
    case MADO_CHOICE_OTHER:
      return content == MADO_LANGUAGE_EN ? MADO_LANGUAGE_JA : MADO_LANGUAGE_EN;
    case MADO_CHOICE_CONTENT:
    default:
      return content;
    }
}

static void
show_fallback (MadoTextLabel *self)
{
  const gboolean marked = self->is_fallback && self->mark_fallback;

  if (marked && self->badge == NULL)
    {
      self->badge = GTK_LABEL (gtk_label_new (NULL));
      gtk_widget_set_valign (GTK_WIDGET (self->badge), GTK_ALIGN_START);
      gtk_widget_add_css_class (GTK_WIDGET (self->badge), "badge");
      gtk_widget_set_parent (GTK_WIDGET (self->badge), GTK_WIDGET (self));
    }
  if (self->badge == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->badge), marked);
  gtk_label_set_label (self->badge, self->shown == MADO_LANGUAGE_EN ? _ ("only in English")
                                                                    : _ ("only in Japanese"));
}

static void
update (MadoTextLabel *self)
{
  g_autoptr (PangoAttrList) attributes = NULL;
  g_autoptr (GArray) spans = NULL;
  g_autofree char *shown = NULL;
  const char *raw = "";
  MadoLanguage wanted = choose_language (self);

  self->shown = wanted;
  if (self->text != NULL)
    raw = mado_text_get (self->text, wanted, &self->shown);
  self->is_fallback = self->text != NULL && self->shown != wanted;
  if (self->is_fallback && self->choice == MADO_CHOICE_OTHER)
    raw = "";

  if (self->spans[self->shown] != NULL)
    spans = g_array_copy (self->spans[self->shown]);
  shown = self->lines == 0 ? mado_inert_text (raw, spans) : mado_inert_line (raw, spans);
  attributes = mado_text_attributes_new (shown, self->shown, spans);
  gtk_label_set_label (self->label, shown);
  gtk_label_set_attributes (self->label, attributes);

  gtk_widget_remove_css_class (GTK_WIDGET (self),
                               self->shown == MADO_LANGUAGE_EN ? "lang-ja" : "lang-en");
  gtk_widget_add_css_class (GTK_WIDGET (self),
                            self->shown == MADO_LANGUAGE_EN ? "lang-en" : "lang-ja");
  if (self->choice == MADO_CHOICE_OTHER)
    gtk_widget_set_visible (GTK_WIDGET (self), shown[0] != '\0');
  show_fallback (self);
}

static void
update_lines (MadoTextLabel *self)
{
  gtk_label_set_wrap (self->label, self->lines != 1);
  gtk_label_set_lines (self->label, self->lines > 1 ? self->lines : -1);
  gtk_label_set_ellipsize (self->label,
                           self->lines == 0 ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
}

static void
mado_text_label_root (GtkWidget *widget)
{
  MadoTextLabel *self = MADO_TEXT_LABEL (widget);

  GTK_WIDGET_CLASS (mado_text_label_parent_class)->root (widget);
  g_set_object (&self->display, mado_display_get_for_widget (widget));
  self->display_handler = g_signal_connect_object (self->display, "notify::content-language",
                                                   G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  self->dark_handler = g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                                                G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
mado_text_label_unroot (GtkWidget *widget)
{
  MadoTextLabel *self = MADO_TEXT_LABEL (widget);

  if (self->display != NULL)
    g_clear_signal_handler (&self->display_handler, self->display);
  g_clear_signal_handler (&self->dark_handler, adw_style_manager_get_default ());
  g_clear_object (&self->display);
  GTK_WIDGET_CLASS (mado_text_label_parent_class)->unroot (widget);
}

static void
mado_text_label_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MadoTextLabel *self = MADO_TEXT_LABEL (object);

  switch (id)
    {
    case PROP_TEXT:
      g_value_set_boxed (value, self->text);
      break;
    case PROP_CHOICE:
      g_value_set_enum (value, self->choice);
      break;
    case PROP_LINES:
      g_value_set_int (value, self->lines);
      break;
    case PROP_SELECTABLE:
      g_value_set_boolean (value, gtk_label_get_selectable (self->label));
      break;
    case PROP_MARK_FALLBACK:
      g_value_set_boolean (value, self->mark_fallback);
      break;
    case PROP_XALIGN:
      g_value_set_float (value, gtk_label_get_xalign (self->label));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
mado_text_label_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  MadoTextLabel *self = MADO_TEXT_LABEL (object);

  switch (id)
    {
    case PROP_TEXT:
      mado_text_label_set_text (self, g_value_get_boxed (value));
      break;
    case PROP_CHOICE:
      mado_text_label_set_choice (self, g_value_get_enum (value));
      break;
    case PROP_LINES:
      self->lines = g_value_get_int (value);
      update_lines (self);
      update (self);
      break;
    case PROP_SELECTABLE:
      gtk_label_set_selectable (self->label, g_value_get_boolean (value));
      break;
    case PROP_MARK_FALLBACK:
      self->mark_fallback = g_value_get_boolean (value);
      update (self);
      break;
    case PROP_XALIGN:
      gtk_label_set_xalign (self->label, g_value_get_float (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
mado_text_label_dispose (GObject *object)
{
  MadoTextLabel *self = MADO_TEXT_LABEL (object);

  if (self->label != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->label)));
  if (self->badge != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->badge)));
  G_OBJECT_CLASS (mado_text_label_parent_class)->dispose (object);
}

static void
mado_text_label_finalize (GObject *object)
{
  MadoTextLabel *self = MADO_TEXT_LABEL (object);

  g_clear_pointer (&self->text, mado_text_unref);
  g_clear_pointer (&self->spans[MADO_LANGUAGE_EN], g_array_unref);
  g_clear_pointer (&self->spans[MADO_LANGUAGE_JA], g_array_unref);
  G_OBJECT_CLASS (mado_text_label_parent_class)->finalize (object);
}

static void
mado_text_label_class_init (MadoTextLabelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = mado_text_label_get_property;
  object_class->set_property = mado_text_label_set_property;
  object_class->dispose = mado_text_label_dispose;
  object_class->finalize = mado_text_label_finalize;
  widget_class->root = mado_text_label_root;
  widget_class->unroot = mado_text_label_unroot;

  properties[PROP_TEXT] = g_param_spec_boxed ("text", NULL, NULL, MADO_TYPE_TEXT, flags);
  properties[PROP_CHOICE]
      = g_param_spec_enum ("choice", NULL, NULL, MADO_TYPE_CHOICE, MADO_CHOICE_CONTENT, flags);
  properties[PROP_LINES] = g_param_spec_int ("lines", NULL, NULL, 0, 100, 0, flags);
  properties[PROP_SELECTABLE] = g_param_spec_boolean ("selectable", NULL, NULL, FALSE, flags);
  properties[PROP_MARK_FALLBACK] = g_param_spec_boolean ("mark-fallback", NULL, NULL, TRUE, flags);
  properties[PROP_XALIGN] = g_param_spec_float ("xalign", NULL, NULL, 0, 1, 0, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, MADO_TYPE_LABEL_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "recordtext");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
mado_text_label_init (MadoTextLabel *self)
{
  self->mark_fallback = TRUE;
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_wrap_mode (self->label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (self->label, GTK_NATURAL_WRAP_WORD);
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
  update_lines (self);
}

/**
 * mado_text_label_new:
 * @text: (nullable): the text
 */
GtkWidget *
mado_text_label_new (MadoText *text)
{
  return g_object_new (MADO_TYPE_TEXT_LABEL, "text", text, NULL);
}

/**
 * mado_text_label_set_text:
 * @text: (nullable): the text; highlights of the old one are dropped
 */
void
mado_text_label_set_text (MadoTextLabel *self, MadoText *text)
{
  g_return_if_fail (MADO_IS_TEXT_LABEL (self));

  if (text != NULL)
    mado_text_ref (text);
  g_clear_pointer (&self->text, mado_text_unref);
  self->text = text;
  g_clear_pointer (&self->spans[MADO_LANGUAGE_EN], g_array_unref);
  g_clear_pointer (&self->spans[MADO_LANGUAGE_JA], g_array_unref);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

MadoText *
mado_text_label_get_text (MadoTextLabel *self)
{
  g_return_val_if_fail (MADO_IS_TEXT_LABEL (self), NULL);
  return self->text;
}

/**
 * mado_text_label_set_plain:
 * @text: (nullable): a string that has no other language, as a source's title or a snippet
 * @language: its language
 *
 * It is shown as it is under every setting, and is no fallback.
 */
void
mado_text_label_set_plain (MadoTextLabel *self, const char *text, MadoLanguage language)
{
  g_autoptr (MadoText) wrapped = NULL;

  g_return_if_fail (MADO_IS_TEXT_LABEL (self));

  self->choice = language == MADO_LANGUAGE_EN ? MADO_CHOICE_EN : MADO_CHOICE_JA;
  if (text != NULL)
    wrapped
        = language == MADO_LANGUAGE_EN ? mado_text_new (text, NULL) : mado_text_new (NULL, text);
  mado_text_label_set_text (self, wrapped);
}

/**
 * mado_text_label_set_spans:
 * @language: in which language's text they lie
 * @spans: (nullable) (element-type MadoSpan): byte ranges to highlight, as search hits
 */
void
mado_text_label_set_spans (MadoTextLabel *self, MadoLanguage language, GArray *spans)
{
  g_return_if_fail (MADO_IS_TEXT_LABEL (self));

  if (self->spans[language] == NULL && (spans == NULL || spans->len == 0))
    return;
  g_clear_pointer (&self->spans[language], g_array_unref);
  if (spans != NULL && spans->len > 0)
    {
      self->spans[language] = g_array_copy (spans);
      if (spans->len > MAX_SPANS)
        g_array_set_size (self->spans[language], MAX_SPANS);
    }
  update (self);
}

void
mado_text_label_set_choice (MadoTextLabel *self, MadoChoice choice)
{
  g_return_if_fail (MADO_IS_TEXT_LABEL (self));

  if (self->choice == choice)
    return;
  self->choice = choice;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOICE]);
}

/**
 * mado_text_label_get_shown:
 *
 * Returns: (transfer none): the text as it stands on the screen
 */
const char *
mado_text_label_get_shown (MadoTextLabel *self)
{
  g_return_val_if_fail (MADO_IS_TEXT_LABEL (self), "");
  return gtk_label_get_label (self->label);
}

MadoLanguage
mado_text_label_get_shown_language (MadoTextLabel *self)
{
  g_return_val_if_fail (MADO_IS_TEXT_LABEL (self), MADO_LANGUAGE_EN);
  return self->shown;
}

gboolean
mado_text_label_get_is_fallback (MadoTextLabel *self)
{
  g_return_val_if_fail (MADO_IS_TEXT_LABEL (self), FALSE);
  return self->is_fallback;
}

/**
 * mado_text_label_get_attributes:
 *
 * Returns: (transfer none): what Pango is told of the text: languages and highlights
 */
PangoAttrList *
mado_text_label_get_attributes (MadoTextLabel *self)
{
  g_return_val_if_fail (MADO_IS_TEXT_LABEL (self), NULL);
  return gtk_label_get_attributes (self->label);
}

/**
 * mado_text_label_get_selection:
 * @span: (out): what is selected; empty where only the caret is
 *
 * Returns: whether there is a selection or a caret
 */
gboolean
mado_text_label_get_selection (MadoTextLabel *self, MadoSpan *span)
{
  const char *shown;
  int start = 0, end = 0;

  g_return_val_if_fail (MADO_IS_TEXT_LABEL (self) && span != NULL, FALSE);

  *span = (MadoSpan){ 0, 0 };
  if (!gtk_label_get_selectable (self->label))
    return FALSE;
  gtk_label_get_selection_bounds (self->label, &start, &end);
  shown = gtk_label_get_label (self->label);
  span->start = g_utf8_offset_to_pointer (shown, start) - shown;
  span->end = g_utf8_offset_to_pointer (shown, end) - shown;
  return TRUE;
}

/**
 * mado_text_label_select:
 *
 * Gives the label the focus, and selects @span, or places the caret where it is empty.
 */
void
mado_text_label_select (MadoTextLabel *self, const MadoSpan *span)
{
  const char *shown;

  g_return_if_fail (MADO_IS_TEXT_LABEL (self) && span != NULL);

  shown = gtk_label_get_label (self->label);
  gtk_widget_grab_focus (GTK_WIDGET (self->label));
  if (gtk_label_get_selectable (self->label) && span->end <= strlen (shown))
    gtk_label_select_region (self->label,
                             (int) g_utf8_pointer_to_offset (shown, shown + span->start),
                             (int) g_utf8_pointer_to_offset (shown, shown + span->end));
}

/**
 * mado_text_label_find_place:
 * @x: in the label's coordinates
 * @place: (out): the character there
 *
 * Returns: whether there is text
 */
gboolean
mado_text_label_find_place (MadoTextLabel *self, double x, double y, gsize *place)
{
  graphene_point_t at;
  int left, top, index, trailing;

  g_return_val_if_fail (MADO_IS_TEXT_LABEL (self) && place != NULL, FALSE);

  if (!gtk_widget_compute_point (GTK_WIDGET (self), GTK_WIDGET (self->label),
                                 &GRAPHENE_POINT_INIT ((float) x, (float) y), &at))
    return FALSE;
  gtk_label_get_layout_offsets (self->label, &left, &top);
  if (!pango_layout_xy_to_index (gtk_label_get_layout (self->label),
                                 (int) ((at.x - (float) left) * PANGO_SCALE),
                                 (int) ((at.y - (float) top) * PANGO_SCALE), &index, &trailing))
    return FALSE;
  *place = (gsize) index;
  return TRUE;
}

/**
 * mado_text_label_get_bounds:
 * @span: of the text
 * @relative_to: in whose coordinates
 * @bounds: (out): where it stands; of a span over several lines the part on the first one
 */
gboolean
mado_text_label_get_bounds (MadoTextLabel *self, const MadoSpan *span, GtkWidget *relative_to,
                            GdkRectangle *bounds)
{
  PangoRectangle first, last;
  PangoLayout *layout;
  graphene_point_t at;
  int left, top;

  g_return_val_if_fail (MADO_IS_TEXT_LABEL (self) && span != NULL && bounds != NULL, FALSE);

  layout = gtk_label_get_layout (self->label);
  if (span->end > strlen (pango_layout_get_text (layout)))
    return FALSE;
  pango_layout_index_to_pos (layout, (int) span->start, &first);
  pango_layout_index_to_pos (layout, (int) span->end, &last);
  gtk_label_get_layout_offsets (self->label, &left, &top);
  if (!gtk_widget_compute_point (GTK_WIDGET (self->label), relative_to,
                                 &GRAPHENE_POINT_INIT ((float) left + (float) first.x / PANGO_SCALE,
                                                       (float) top + (float) first.y / PANGO_SCALE),
                                 &at))
    return FALSE;
  *bounds = (GdkRectangle){ (int) at.x, (int) at.y,
                            last.y == first.y ? PANGO_PIXELS (last.x - first.x)
                                              : PANGO_PIXELS (first.width),
                            PANGO_PIXELS (first.height) };
  bounds->width = MAX (1, bounds->width);
  return TRUE;
}
