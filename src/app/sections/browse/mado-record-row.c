/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One record in a list: its date in the gutter, its mark, its title, and what sort of thing it is.
 */
#include "app/sections/browse/mado-record-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "app/sections/browse/mado-call-badge.h"
#include "app/sections/browse/mado-fact-values.h"
#include "app/widgets/mado-badge.h"
#include "app/widgets/mado-inert.h"
#include "app/widgets/mado-mark.h"
#include "app/widgets/mado-scale.h"
#include "app/widgets/mado-text-label.h"
#include "core/store/mado-own-term.h"

#define GUTTER_EN 60 /* pixels at text scale 1.0 */
#define GUTTER_JA 68

#define FACE(self) MADO_ROW_FACE (self)

struct _MadoRecordRow
{
  MadoRowFace parent_instance;

  MadoQuery *query;   /* nullable: nothing is searched for */
  MadoUnread *unread; /* nullable: nobody has said what is */
  char *id;           /* nullable: nothing is shown */
  char *name;         /* what an assistive tool says of the row when it is read */
};

G_DEFINE_FINAL_TYPE (MadoRecordRow, mado_record_row, MADO_TYPE_ROW_FACE)

static void
mado_record_row_finalize (GObject *object)
{
  MadoRecordRow *self = MADO_RECORD_ROW (object);

  g_clear_pointer (&self->query, mado_query_unref);
  g_clear_object (&self->unread);
  g_free (self->id);
  g_free (self->name);
  G_OBJECT_CLASS (mado_record_row_parent_class)->finalize (object);
}

static void
mado_record_row_class_init (MadoRecordRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mado_record_row_finalize;
}

static void
mado_record_row_init (MadoRecordRow *self)
{
}

GtkWidget *
mado_record_row_new (void)
{
  return g_object_new (MADO_TYPE_RECORD_ROW, NULL);
}

const char *
mado_record_row_get_type_label (MadoRecord *record, MadoVocabulary *vocabulary,
                                MadoLanguage language)
{
  MadoKind kind = mado_record_get_kind (record);
  const char *word = mado_record_get_type_word (record);
  g_autofree char *list = g_strconcat (
      mado_kind_to_word (kind),
      kind == MADO_KIND_TERM || kind == MADO_KIND_ANSWER ? "_category" : "_type", NULL);

  if (!word)
    return mado_vocabulary_get_label (vocabulary, "kind", mado_kind_to_word (kind), language);
  return mado_vocabulary_get_label (vocabulary, list, word, language);
}

static void
fill_gutter (MadoRecordRow *self, MadoRecord *record, MadoLanguage language)
{
  MadoDate *date = mado_record_get_kind (record) == MADO_KIND_OPPORTUNITY
                       ? mado_record_lookup_date (record, "closes_on")
                       : mado_record_get_date (record);
  int width
      = mado_scale_apply (GTK_WIDGET (self), language == MADO_LANGUAGE_JA ? GUTTER_JA : GUTTER_EN);
  g_autofree char *upper = NULL, *lower = NULL;

  if (date)
    mado_date_format_gutter (date, language, &upper, &lower);
  mado_row_face_set_gutter (FACE (self),
                            mado_kind_is_dated (mado_record_get_kind (record)) ? width : 0,
                            upper ? upper : "—", lower);
}

/* What an assistive tool says of the row: everything that it shows, once. */
static void
set_name (MadoRecordRow *self, MadoRecord *record, const char *sub, MadoLanguage language)
{
  MadoDate *date = mado_record_get_date (record);
  g_autofree char *words = mado_row_face_dup_words (FACE (self));
  g_autofree char *when = date ? mado_date_format (date, language, MADO_DATE_FULL) : NULL;
  g_autofree char *title
      = mado_inert_line (mado_text_get (mado_record_get_title (record), language, NULL), NULL);
  const char *const parts[] = { sub, words, when };
  GString *name = g_string_new (title);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] && *parts[i])
      g_string_append_printf (name, ", %s", parts[i]);
  g_free (self->name);
  self->name = g_string_free (name, FALSE);
}

/* What is unread is bold and has a dot; an assistive tool says so too. */
static void
show_unread (MadoRecordRow *self)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));
  gboolean is_unread = self->id && self->unread && mado_unread_contains (self->unread, self->id);
  g_autofree char *name
      = self->name ? g_strjoin (", ", self->name, is_unread ? _ ("unread") : NULL, NULL) : NULL;

  if (is_unread)
    gtk_widget_add_css_class (GTK_WIDGET (self), "unread");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "unread");
  mado_row_face_set_dot (FACE (self), is_unread);
  if (row && name)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * mado_record_row_find_spans:
 * @query: (nullable): what is searched for
 * @text: (nullable): a title or a snippet
 *
 * Returns: (transfer full) (element-type MadoSpan): where it is found in the text
 */
GArray *
mado_record_row_find_spans (MadoQuery *query, const char *text)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (MadoSpan));
  g_autoptr (GArray) ranges = NULL;

  if (!query || !text)
    return spans;
  ranges = mado_needles_find (mado_query_get_needles (query), text);
  for (guint i = 0; ranges && i < ranges->len; i++)
    {
      const MadoRange *range = &g_array_index (ranges, MadoRange, i);
      MadoSpan span = { range->start, range->end };

      g_array_append_val (spans, span);
    }
  return spans;
}

/* "Joint Committee · Brussels", the office of a person, the reading of a term. */
static char *
make_sub (MadoRecord *record, MadoVocabulary *vocabulary, MadoLanguage language)
{
  MadoKind kind = mado_record_get_kind (record);
  MadoText *second = mado_record_get_place (record);
  MadoText *office = mado_record_lookup_text (record, "office");
  MadoDate *reviewed = mado_record_lookup_date (record, "reviewed_on");
  const char *type = mado_record_row_get_type_label (record, vocabulary, language);
  g_autofree char *when = NULL;

  if (kind == MADO_KIND_TERM)
    return g_strdup (mado_record_get_reading (record));
  if (kind == MADO_KIND_FIGURE)
    return mado_fact_format_figure (record, vocabulary, language);
  if (kind == MADO_KIND_DOCUMENT)
    second = mado_record_lookup_text (record, "publisher");
  if (kind == MADO_KIND_OPPORTUNITY)
    second = mado_record_lookup_text (record, "who");
  if (office)
    type = mado_text_get (office, language, NULL);
  if (reviewed)
    {
      g_autofree char *day = mado_date_format (reviewed, language, MADO_DATE_SHORT);

      when = g_strdup_printf (_ ("checked %s"), day);
    }
  return g_strjoin (" · ", type,
                    when     ? when
                    : second ? mado_text_get (second, language, NULL)
                             : NULL,
                    NULL);
}

/* That a meeting was held and an answer published goes without saying. */
static GtkWidget *
make_status_badge (MadoRecord *record, MadoVocabulary *vocabulary, MadoLanguage language,
                   MadoDisplay *display)
{
  const char *status = mado_record_get_status (record);

  if (g_strcmp0 (status, "held") == 0 || g_strcmp0 (status, "published") == 0)
    return NULL;
  if (mado_record_get_kind (record) == MADO_KIND_OPPORTUNITY)
    return mado_call_badge_new_short (record, vocabulary,
                                      mado_call_get_state (record, vocabulary, display), language);
  return mado_badge_new_for_status (record, vocabulary, language, mado_display_get_today (display));
}

static void
append_former (MadoRecordRow *self, MadoRecord *record)
{
  MadoDate *as_of = mado_record_lookup_date (record, "as_of");
  g_autofree char *year = NULL, *text = NULL;

  if (!as_of || mado_record_lookup_flag (record, "historic") != MADO_FLAG_YES)
    return;
  year = g_strdup_printf ("%d", mado_date_get_start (as_of).year);
  /* Translators: of a former office holder; %s is a year in which the office was held. */
  text = g_strdup_printf (_ ("formerly, %s"), year);
  mado_row_face_add_badge (FACE (self), mado_badge_new (MADO_BADGE_PLAIN, text));
}

static void
fill_badges (MadoRecordRow *self, MadoRecord *record, MadoVocabulary *vocabulary,
             MadoLanguage language)
{
  MadoDisplay *display = mado_display_get_for_widget (GTK_WIDGET (self));
  GtkWidget *status = make_status_badge (record, vocabulary, language, display);

  if (status)
    mado_row_face_add_badge (FACE (self), status);
  append_former (self, record);
  if (mado_record_lookup_flag (record, "check_before_use") == MADO_FLAG_YES)
    mado_row_face_add_badge (FACE (self), mado_badge_new_check ());
  if (mado_own_term_is (record))
    mado_row_face_add_badge (FACE (self), mado_badge_new_own ());
  else if (mado_record_lookup_flag (record, "verified") == MADO_FLAG_NO)
    mado_row_face_add_badge (FACE (self), mado_badge_new (MADO_BADGE_WARN, _ ("Not verified")));
  if (mado_record_is_disputed (record))
    mado_row_face_add_badge (FACE (self), mado_badge_new_disputed (FALSE));
}

/* Where the match is not in the language shown, the row says in which it is. */
static void
fill_end (MadoRecordRow *self, const MadoHit *hit, MadoLanguage language)
{
  if (self->query && hit->matched_en != hit->matched_ja
      && hit->matched_en != (language == MADO_LANGUAGE_EN))
    mado_row_face_add_end (FACE (self), hit->matched_en
                                            ? mado_badge_new_tag ("EN", _ ("Found in English"))
                                            : mado_badge_new_tag ("JA", _ ("Found in Japanese")));
  if (hit->mentions > 0)
    {
      g_autofree char *number = mado_number_format (hit->mentions, language);
      GtkWidget *label = gtk_label_new (number);

      gtk_widget_add_css_class (label, "numeric");
      gtk_widget_add_css_class (label, "dim-label");
      mado_row_face_add_end (FACE (self), label);
    }
}

/* A term is read in both languages at once. */
static void
fill_title (MadoRecordRow *self, MadoRecord *record, MadoLanguage language)
{
  MadoText *title = mado_record_get_title (record);
  const char *other = mado_text_get_exact (title, language == MADO_LANGUAGE_EN ? MADO_LANGUAGE_JA
                                                                               : MADO_LANGUAGE_EN);
  MadoLanguage shown = language;
  const char *text = mado_text_get (title, language, &shown);
  g_autofree char *both
      = mado_record_get_kind (record) == MADO_KIND_TERM && shown == language && other
            ? g_strjoin (" – ", text, other, NULL)
            : NULL;
  g_autoptr (GArray) spans = mado_record_row_find_spans (self->query, both ? both : text);

  mado_row_face_set_title (FACE (self), both ? both : text, shown, spans);
}

static void
fill_snippet (MadoRecordRow *self, const MadoHit *hit)
{
  g_autoptr (GArray) spans = NULL;
  MadoTextLabel *snippet;

  if (!self->query || !hit->snippet)
    return;
  snippet = mado_row_face_get_snippet (FACE (self));
  spans = mado_record_row_find_spans (self->query, hit->snippet);
  mado_text_label_set_plain (snippet, hit->snippet, hit->snippet_language);
  mado_text_label_set_spans (snippet, hit->snippet_language, spans);
}

static void
fill (MadoRecordRow *self, const MadoHit *hit, MadoVocabulary *vocabulary)
{
  MadoDisplay *display = mado_display_get_for_widget (GTK_WIDGET (self));
  MadoLanguage language = mado_display_get_language (display);
  MadoRecord *record = hit->record;
  MadoNumber number = mado_record_get_number (record);
  const char *side = mado_record_lookup_string (record, "side");
  g_autofree char *sub = make_sub (record, vocabulary, language);

  fill_gutter (self, record, language);
  mado_row_face_set_mark (FACE (self), mado_record_get_kind (record),
                          number.is_set ? (guint) CLAMP (number.value, 0, 9999) : 0);
  /* People stand among organisations: their mark has the width of a tag. */
  if (side || mado_record_get_kind (record) == MADO_KIND_PERSON)
    mado_row_face_set_tag (FACE (self),
                           side ? mado_badge_new_side (side) : mado_mark_new (MADO_KIND_PERSON));
  fill_title (self, record, language);
  mado_row_face_set_second (FACE (self), sub);
  fill_badges (self, record, vocabulary, language);
  fill_snippet (self, hit);
  fill_end (self, hit, language);
  set_name (self, record, sub, language);
  show_unread (self);
}

/**
 * mado_record_row_set_query:
 * @query: (nullable): what is searched for, to be shown where it is found
 *
 * For the hit that is set next.
 */
void
mado_record_row_set_query (MadoRecordRow *self, MadoQuery *query)
{
  g_return_if_fail (MADO_IS_RECORD_ROW (self));

  if (query)
    mado_query_ref (query);
  g_clear_pointer (&self->query, mado_query_unref);
  self->query = query;
}

/**
 * mado_record_row_watch:
 * @unread: (transfer none): what is unread; the row follows it
 *
 * To be called once.
 */
void
mado_record_row_watch (MadoRecordRow *self, MadoUnread *unread)
{
  g_return_if_fail (MADO_IS_RECORD_ROW (self) && !self->unread);

  self->unread = g_object_ref (unread);
  g_signal_connect_object (unread, "changed", G_CALLBACK (show_unread), self, G_CONNECT_SWAPPED);
}

const char *
mado_record_row_get_id (MadoRecordRow *self)
{
  g_return_val_if_fail (MADO_IS_RECORD_ROW (self), NULL);

  return self->id;
}

void
mado_record_row_set_hit (MadoRecordRow *self, const MadoHit *hit, MadoVocabulary *vocabulary)
{
  g_return_if_fail (MADO_IS_RECORD_ROW (self));

  mado_row_face_clear (FACE (self));
  gtk_widget_remove_css_class (GTK_WIDGET (self), "unread");
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  if (!hit || !hit->record)
    return;
  self->id = g_strdup (mado_record_get_id (hit->record));
  fill (self, hit, vocabulary);
}
