/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the parts of a row stand, and the drawing of those that are no widgets. */
#include "app/widgets/mado-row-face-private.h"

#include "app/widgets/mado-mark.h"
#include "app/widgets/mado-palette.h"
#include "app/widgets/mado-scale.h"
#include "app/widgets/mado-text-attributes.h"

#define GAP 10      /* between columns */
#define LEADING 2   /* between the title and what stands under it */
#define BETWEEN 6   /* badges */
#define TAG 48      /* pixels at scale 1.0: of the tag of an organisation's side */
#define BAR 160     /* of the bar that stands for a title */
#define BAR_EMS .8  /* its height */
#define DOT 6       /* of what is unread */
#define DOT_TOP .45 /* ems */
#define LEAST 3     /* ems of the texts: less than this is no room for a title */
#define USUAL 20    /* ems that they would like to have */
#define TITLE_LINES 2
#define SECOND .88 /* of the text size: the second line */
#define UPPER .92  /* the gutter's first line */
#define LOWER .82  /* and its second one */
#define BAR_PALE .08

static int
get_width (GtkWidget *widget)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static int
get_height (GtkWidget *widget, int width)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

static double
get_em (MadoRowFace *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));

  return (double) pango_font_description_get_size (pango_context_get_font_description (context))
         / PANGO_SCALE;
}

static void
insert_scale (PangoAttrList *attributes, double scale, gsize start, gsize end)
{
  PangoAttribute *attribute = pango_attr_scale_new (scale);

  attribute->start_index = (guint) start;
  attribute->end_index = (guint) end;
  pango_attr_list_insert (attributes, attribute);
}

static PangoLayout *
ensure_gutter (MadoRowFace *self)
{
  MadoRowFacePrivate *priv = mado_row_face_get_private (self);
  g_autoptr (PangoAttrList) attributes = NULL;
  PangoAttribute *alpha;
  MadoInk ink;

  if (priv->gutter)
    return priv->gutter;
  mado_ink_get (&ink);
  attributes = pango_attr_list_new ();
  insert_scale (attributes, UPPER, 0, priv->gutter_upper);
  insert_scale (attributes, LOWER, priv->gutter_upper, G_MAXUINT);
  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_NORMAL));
  alpha = pango_attr_foreground_alpha_new ((guint16) (ink.pale * G_MAXUINT16));
  alpha->start_index = (guint) priv->gutter_upper;
  pango_attr_list_insert (attributes, alpha);
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  priv->gutter = gtk_widget_create_pango_layout (GTK_WIDGET (self), priv->gutter_text);
  pango_layout_set_attributes (priv->gutter, attributes);
  pango_layout_set_alignment (priv->gutter, PANGO_ALIGN_RIGHT);
  pango_layout_set_width (priv->gutter, priv->gutter_width * PANGO_SCALE);
  return priv->gutter;
}

static PangoLayout *
ensure_title (MadoRowFace *self)
{
  MadoRowFacePrivate *priv = mado_row_face_get_private (self);
  g_autoptr (PangoAttrList) attributes = NULL;

  if (priv->title)
    return priv->title;
  attributes = mado_text_attributes_new (priv->title_text, priv->title_language, priv->title_spans);
  priv->title = gtk_widget_create_pango_layout (GTK_WIDGET (self), priv->title_text);
  pango_layout_set_attributes (priv->title, attributes);
  pango_layout_set_wrap (priv->title, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (priv->title, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (priv->title, -TITLE_LINES);
  return priv->title;
}

/* The height of the title in @width pixels, -1 for any; it is laid out for that width from here on.
 */
static int
lay_title (MadoRowFace *self, int width)
{
  PangoLayout *title = ensure_title (self);
  int height;

  pango_layout_set_width (title, width < 0 ? -1 : width * PANGO_SCALE);
  pango_layout_get_pixel_size (title, NULL, &height);
  return height;
}

static PangoLayout *
ensure_second (MadoRowFace *self)
{
  MadoRowFacePrivate *priv = mado_row_face_get_private (self);
  g_autoptr (PangoAttrList) attributes = NULL;

  if (priv->second)
    return priv->second;
  attributes = pango_attr_list_new ();
  insert_scale (attributes, SECOND, 0, G_MAXUINT);
  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_NORMAL));
  priv->second = gtk_widget_create_pango_layout (GTK_WIDGET (self), priv->second_text);
  pango_layout_set_attributes (priv->second, attributes);
  pango_layout_set_single_paragraph_mode (priv->second, TRUE);
  pango_layout_set_ellipsize (priv->second, PANGO_ELLIPSIZE_END);
  return priv->second;
}

static gboolean
has_second (MadoRowFace *self)
{
  return mado_row_face_get_private (self)->second_text
         && *mado_row_face_get_private (self)->second_text;
}

/* The width of the column of the mark or the tag. */
static int
get_lead (MadoRowFace *self)
{
  return mado_row_face_get_private (self)->tag ? mado_scale_apply (GTK_WIDGET (self), TAG)
                                               : mado_mark_get_size (GTK_WIDGET (self));
}

/* Returns: the width of the widgets in @widgets, @gap before each */
static int
sum_widths (GPtrArray *widgets, int gap)
{
  int sum = 0;

  for (guint i = 0; i < widgets->len; i++)
    sum += gap + get_width (widgets->pdata[i]);
  return sum;
}

/* What stands beside the texts. */
static int
get_sides (MadoRowFace *self)
{
  MadoRowFacePrivate *priv = mado_row_face_get_private (self);
  int sides = get_lead (self) + GAP;

  if (priv->gutter_width > 0)
    sides += priv->gutter_width + GAP;
  if (priv->ends->len > 0)
    sides += GAP - BETWEEN + sum_widths (priv->ends, BETWEEN);
  return sides;
}

/* The height of the second line; 0: there is none. */
static int
measure_line (MadoRowFace *self)
{
  MadoRowFacePrivate *priv = mado_row_face_get_private (self);
  int height = 0;

  if (has_second (self))
    pango_layout_get_pixel_size (ensure_second (self), NULL, &height);
  for (guint i = 0; i < priv->badges->len; i++)
    height = MAX (height, get_height (priv->badges->pdata[i], -1));
  return height;
}

static gboolean
has_snippet (MadoRowFace *self)
{
  MadoTextLabel *snippet = mado_row_face_get_private (self)->snippet;

  return snippet && gtk_widget_should_layout (GTK_WIDGET (snippet));
}

GtkSizeRequestMode
mado_row_face_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (MadoRowFace *self, int *minimum, int *natural)
{
  MadoRowFacePrivate *priv = mado_row_face_get_private (self);
  int sides = get_sides (self), badges = 0;

  for (guint i = 0; i < priv->badges->len; i++)
    {
      int least;

      gtk_widget_measure (priv->badges->pdata[i], GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL,
                          NULL, NULL);
      badges += BETWEEN + least;
    }
  *minimum = sides + MAX (badges, (int) (LEAST * get_em (self)));
  *natural = MAX (*minimum, sides + (int) (USUAL * get_em (self)));
}

static int
measure_texts (MadoRowFace *self, int width)
{
  MadoRowFacePrivate *priv = mado_row_face_get_private (self);
  int line = measure_line (self), height;

  if (!priv->title_text)
    return (int) (BAR_EMS * get_em (self)) + LEADING;
  height = lay_title (self, width);
  if (line > 0)
    height += LEADING + line;
  if (has_snippet (self))
    height += LEADING + get_height (GTK_WIDGET (priv->snippet), width);
  return height;
}

void
mado_row_face_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                       int *natural, int *minimum_baseline, int *natural_baseline)
{
  MadoRowFace *self = MADO_ROW_FACE (widget);
  MadoRowFacePrivate *priv = mado_row_face_get_private (self);
  int least, usual, height;

  measure_width (self, &least, &usual);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = least;
      *natural = usual;
      return;
    }
  /* Asked for no width, the answer is the least height over all widths: that of unbroken text. */
  height = measure_texts (self, for_size < 0 ? -1 : MAX (for_size, least) - get_sides (self));
  if (priv->gutter_width > 0)
    {
      int gutter;

      pango_layout_get_pixel_size (ensure_gutter (self), NULL, &gutter);
      height = MAX (height, gutter);
    }
  height = MAX (height, priv->tag ? get_height (priv->tag, -1) : mado_mark_get_size (widget));
  for (guint i = 0; i < priv->ends->len; i++)
    height = MAX (height, get_height (priv->ends->pdata[i], -1));
  *minimum = *natural = height;
}

/* Where @width pixels lie that begin @x pixels from where reading starts. */
static int
mirror (MadoRowFace *self, int x, int width)
{
  GtkWidget *widget = GTK_WIDGET (self);

  return gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL
             ? gtk_widget_get_width (widget) - x - width
             : x;
}

static void
place (MadoRowFace *self, GtkWidget *child, int x, int y, int width, int height)
{
  GtkAllocation at = { mirror (self, x, width), y, width, height };

  gtk_widget_size_allocate (child, &at, -1);
}

/* Where the texts begin. */
static int
get_start (MadoRowFace *self)
{
  MadoRowFacePrivate *priv = mado_row_face_get_private (self);

  return get_lead (self) + GAP + (priv->gutter_width > 0 ? priv->gutter_width + GAP : 0);
}

/* Badges follow the text of the second line, and keep their width for as long as there is room. */
static void
place_badges (MadoRowFace *self, int x, int y, int width, int height)
{
  MadoRowFacePrivate *priv = mado_row_face_get_private (self);
  int badges = sum_widths (priv->badges, BETWEEN);
  int at = x;

  if (has_second (self))
    {
      PangoLayout *second = ensure_second (self);
      int natural;

      pango_layout_set_width (second, -1);
      pango_layout_get_pixel_size (second, &natural, NULL);
      if (natural > width - badges)
        {
          natural = MAX (width - badges, 0);
          pango_layout_set_width (second, natural * PANGO_SCALE);
        }
      at += natural + BETWEEN;
    }
  for (guint i = 0; i < priv->badges->len; i++)
    {
      GtkWidget *badge = priv->badges->pdata[i];
      int high = get_height (badge, -1), least;

      gtk_widget_measure (badge, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      place (self, badge, at, y + (height - high) / 2,
             MAX (least, MIN (get_width (badge), x + width - at)), high);
      at += get_width (badge) + BETWEEN;
    }
}

void
mado_row_face_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MadoRowFace *self = MADO_ROW_FACE (widget);
  MadoRowFacePrivate *priv = mado_row_face_get_private (self);
  int start = get_start (self), rest = width - get_sides (self), line = measure_line (self);
  int y = 0, end = width;

  if (priv->tag)
    {
      int wide = get_width (priv->tag), high = get_height (priv->tag, -1);

      place (self, priv->tag, start - GAP - get_lead (self) + (get_lead (self) - wide) / 2,
             (height - high) / 2, wide, high);
    }
  if (priv->title_text)
    y = lay_title (self, rest);
  if (line > 0)
    {
      place_badges (self, start, y + LEADING, rest, line);
      y += LEADING + line;
    }
  if (has_snippet (self))
    place (self, GTK_WIDGET (priv->snippet), start, y + LEADING, rest,
           get_height (GTK_WIDGET (priv->snippet), rest));
  for (guint i = priv->ends->len; i > 0; i--)
    {
      GtkWidget *last = priv->ends->pdata[i - 1];
      int wide = get_width (last), high = get_height (last, -1);

      end -= wide;
      place (self, last, end, (height - high) / 2, wide, high);
      end -= BETWEEN;
    }
}

static void
draw_layout (MadoRowFace *self, GtkSnapshot *snapshot, PangoLayout *layout, int x, int y, int width,
             const GdkRGBA *color)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) mirror (self, x, width), (float) y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_round (MadoRowFace *self, GtkSnapshot *snapshot, int x, int y, int width, int height,
            const GdkRGBA *color)
{
  graphene_rect_t bounds;
  GskRoundedRect round;

  graphene_rect_init (&bounds, (float) mirror (self, x, width), (float) y, (float) width,
                      (float) height);
  gsk_rounded_rect_init_from_rect (&round, &bounds, MIN (height / 2.f, 6));
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, color, &bounds);
  gtk_snapshot_pop (snapshot);
}

static void
draw_texts (MadoRowFace *self, GtkSnapshot *snapshot, const MadoInk *ink)
{
  int rest = gtk_widget_get_width (GTK_WIDGET (self)) - get_sides (self);
  int y = lay_title (self, rest), line = measure_line (self), width, height;
  GdkRGBA color = ink->text;

  draw_layout (self, snapshot, ensure_title (self), get_start (self), 0, rest, &ink->text);
  if (!has_second (self))
    return;
  pango_layout_get_pixel_size (ensure_second (self), &width, &height);
  color.alpha *= ink->pale;
  draw_layout (self, snapshot, ensure_second (self), get_start (self),
               y + LEADING + (line - height) / 2, width, &color);
}

/* What is no widget. */
void
mado_row_face_draw (MadoRowFace *self, GtkSnapshot *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  MadoRowFacePrivate *priv = mado_row_face_get_private (self);
  double em = get_em (self);
  int lead = get_start (self) - GAP - get_lead (self);
  MadoInk ink;

  mado_ink_get (&ink);
  if (priv->gutter_width > 0)
    draw_layout (self, snapshot, ensure_gutter (self), 0, 0, priv->gutter_width, &ink.text);
  if (priv->gutter_width > 0 && priv->has_dot)
    draw_round (self, snapshot, 0, (int) (DOT_TOP * em), DOT, DOT, &ink.accent);
  if (!priv->tag)
    mado_mark_draw (widget, snapshot, priv->kind, priv->number, lead, 0);
  if (priv->title_text)
    draw_texts (self, snapshot, &ink);
  else
    {
      GdkRGBA color = ink.text;

      color.alpha *= (float) BAR_PALE;
      draw_round (self, snapshot, get_start (self), LEADING, BAR, (int) (BAR_EMS * em), &color);
    }
}
