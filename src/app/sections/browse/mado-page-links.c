/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a record is connected to: who took part, the linked records, and for organisations and
 * themes the records in which they appear. */
#include "app/sections/browse/mado-page-build.h"

#include <glib/gi18n.h>

#include "app/sections/browse/mado-record-row.h"
#include "app/sections/mado-sections.h"
#include "app/widgets/mado-badge.h"
#include "app/widgets/mado-columns.h"
#include "app/widgets/mado-mark.h"

#define FIRST 6 /* links that are shown at once */

/* "based on", or for a link from the other side "basis of", in the language shown. */
static const char *
get_relation (MadoPageBuild *build, const MadoConnection *connection)
{
  const MadoWord *word = mado_vocabulary_find (
      build->vocabulary, connection->is_role ? "role" : "relation", connection->rel);

  if (!word)
    return connection->rel;
  return mado_text_get (!connection->outgoing && word->inverse ? word->inverse : word->label,
                        build->language, NULL);
}

static void
make_openable (GtkWidget *button, const char *id, const char *name)
{
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "link-row");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-record");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkWidget *
make_words (MadoText *title, const char *sub)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = mado_page_build_text (title, MADO_CHOICE_CONTENT, "link-title");

  g_object_set (label, "lines", 2, "mark-fallback", FALSE, NULL);
  gtk_box_append (GTK_BOX (words), label);
  if (sub && *sub)
    gtk_box_append (GTK_BOX (words), mado_page_build_label (sub, "row-sub"));
  gtk_widget_set_hexpand (words, TRUE);
  return words;
}

/**
 * mado_page_build_link:
 * @record: what it leads to
 * @relation: (nullable): how that is related, before its date
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
mado_page_build_link (MadoPageBuild *build, MadoRecord *record, const char *relation)
{
  MadoText *title = mado_record_get_title (record);
  MadoDate *date
      = mado_kind_is_dated (mado_record_get_kind (record)) ? mado_record_get_date (record) : NULL;
  g_autofree char *when = date ? mado_date_format (date, build->language, MADO_DATE_SHORT) : NULL;
  g_autofree char *sub
      = relation ? g_strjoin (" · ", relation, when, NULL) : g_strdup (when ? when : "");
  g_autofree char *shown = mado_inert_line (mado_text_get (title, build->language, NULL), NULL);
  g_autofree char *name = g_strjoin (", ", shown, *sub ? sub : NULL, NULL);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *mark = mado_mark_new (mado_record_get_kind (record));
  GtkWidget *chevron = g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                     "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_widget_add_css_class (chevron, "dim-label");
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), make_words (title, sub));
  gtk_box_append (GTK_BOX (box), chevron);
  gtk_button_set_child (GTK_BUTTON (button), box);
  make_openable (button, mado_record_get_id (record), name);
  return button;
}

/* Which column of sides a role belongs to. */
static guint
get_side (MadoRecord *organisation)
{
  const char *side = mado_record_lookup_string (organisation, "side");

  if (g_strcmp0 (side, "jp") == 0)
    return 1;
  return g_strcmp0 (side, "joint") == 0 ? 2 : 0;
}

static GtkWidget *
make_side (guint side)
{
  const char *const tags[] = { "EU", "JP", "EU·JP" };
  const char *const names[] = { _ ("European side"), _ ("Japanese side"), C_ ("side", "Joint") };
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_append (GTK_BOX (head), mado_badge_new_tag (tags[side], names[side]));
  gtk_box_append (GTK_BOX (head), mado_page_build_label (names[side], "fact-k"));
  gtk_widget_set_margin_start (head, 8);
  gtk_box_append (GTK_BOX (column), head);
  return column;
}

static GtkWidget *
make_participant (MadoPageBuild *build, const MadoConnection *connection)
{
  MadoText *title = mado_record_get_title (connection->record);
  const char *role = get_relation (build, connection);
  g_autofree char *shown = mado_inert_line (mado_text_get (title, build->language, NULL), NULL);
  g_autofree char *name = g_strjoin (", ", shown, role, NULL);
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), make_words (title, role));
  make_openable (button, connection->id, name);
  return button;
}

void
mado_page_add_participants (MadoPageBuild *build)
{
  GPtrArray *connections = build->content->connections;
  GtkWidget *sides[3] = { NULL };
  GtkWidget *columns;

  /* A person's office is a link; what names an organisation stands in groups. */
  if (mado_record_get_kind (build->content->record) == MADO_KIND_PERSON)
    return;
  for (guint i = 0; i < connections->len; i++)
    {
      const MadoConnection *connection = g_ptr_array_index (connections, i);
      guint side;

      if (!connection->is_role || !connection->outgoing || !connection->record)
        continue;
      side = get_side (connection->record);
      if (!sides[side])
        sides[side] = make_side (side);
      gtk_box_append (GTK_BOX (sides[side]), make_participant (build, connection));
    }
  if (!sides[0] && !sides[1] && !sides[2])
    return;
  mado_page_build_add_heading (build, _ ("Taking part"), 0);
  columns = mado_columns_new (170, 3);
  gtk_widget_add_css_class (columns, "link-rows");
  mado_page_build_add (build, columns);
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    if (sides[i])
      mado_columns_append (MADO_COLUMNS (columns), sides[i]);
}

static void
show_rest_cb (GtkWidget *button, GtkWidget *rest)
{
  gtk_widget_set_visible (rest, TRUE);
  gtk_widget_child_focus (rest, GTK_DIR_TAB_FORWARD);
  gtk_widget_set_visible (button, FALSE);
}

static GtkWidget *
make_rest_button (MadoPageBuild *build, GtkWidget *rest, guint n)
{
  g_autofree char *number = mado_number_format (n, build->language);
  /* Translators: %s is the number of linked records. */
  g_autofree char *label = g_strdup_printf (_ ("Show all %s"), number);
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_object (button, "clicked", G_CALLBACK (show_rest_cb), rest, 0);
  return button;
}

/* Roles belong to their own block, but for people's offices. */
static gboolean
is_link (MadoPageBuild *build, const MadoConnection *connection)
{
  if (!connection->record)
    return FALSE;
  return !connection->is_role || mado_record_get_kind (build->content->record) == MADO_KIND_PERSON;
}

void
mado_page_add_links (MadoPageBuild *build)
{
  GPtrArray *connections = build->content->connections;
  GtkWidget *box, *rest;
  guint n = 0, i_link = 0;

  for (guint i = 0; i < connections->len; i++)
    n += is_link (build, g_ptr_array_index (connections, i)) ? 1 : 0;
  if (n == 0)
    return;
  mado_page_build_add_heading (build, _ ("Linked records"), n);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  rest = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (box, "link-rows");
  mado_page_build_add (build, box);
  for (guint i = 0; i < connections->len; i++)
    {
      const MadoConnection *connection = g_ptr_array_index (connections, i);

      if (is_link (build, connection))
        gtk_box_append (
            GTK_BOX (i_link++ < FIRST ? box : rest),
            mado_page_build_link (build, connection->record, get_relation (build, connection)));
    }
  gtk_box_append (GTK_BOX (box), rest);
  gtk_widget_set_visible (rest, FALSE);
  if (n > FIRST)
    gtk_box_append (GTK_BOX (box), make_rest_button (build, rest, n));
}

/* The part that the organisation of the page has in @record; nullable. */
static const char *
get_role (MadoPageBuild *build, MadoRecord *record)
{
  MadoParticipants *participants = mado_record_get_participants (record);
  const char *id = mado_record_get_id (build->content->record);

  for (guint i = 0; i < mado_participants_get_n (participants); i++)
    {
      const MadoParticipant *one = mado_participants_get (participants, i);

      if (g_str_equal (one->organisation, id))
        return mado_vocabulary_get_label (build->vocabulary, "role", one->role, build->language);
    }
  return NULL;
}

static void
add_show_all (MadoPageBuild *build, GtkBox *heading, MadoKind kind)
{
  const MadoSection *section = mado_sections_find_kind (kind);
  g_autofree char *query = mado_page_content_make_query (build->content->record);
  g_autofree char *name = NULL;
  GtkWidget *button;

  if (!section || !query)
    return;
  button = gtk_button_new_with_label (_ ("Show all"));
  name = g_strdup_printf (_ ("Show all: %s"), mado_kind_get_title (kind));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-section");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", section->id, query);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (heading, button);
}

void
mado_page_add_appearances (MadoPageBuild *build)
{
  for (guint i = 0; i < build->content->groups->len; i++)
    {
      const MadoPageGroup *group = g_ptr_array_index (build->content->groups, i);
      GtkBox *heading;
      GtkWidget *box;

      /* They stand with their offices. */
      if (group->kind == MADO_KIND_PERSON && build->content->relatives->people->len > 0)
        continue;
      heading
          = mado_page_build_add_heading (build, mado_kind_get_title (group->kind), group->count);
      box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      if (group->count > group->records->len)
        add_show_all (build, heading, group->kind);
      gtk_widget_add_css_class (box, "link-rows");
      mado_page_build_add (build, box);
      for (guint k = 0; k < group->records->len; k++)
        {
          MadoRecord *record = g_ptr_array_index (group->records, k);

          gtk_box_append (GTK_BOX (box),
                          mado_page_build_link (build, record, get_role (build, record)));
        }
    }
}
