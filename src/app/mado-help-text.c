/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes widgets of the pages of the help. The texts are our own and lie in memory; nothing of a
 * record goes through here. */
#include "app/mado-help-text.h"

#include <string.h>

#include "core/json/mado-bundled.h"
#include "mado-help-resources.h"

#define FOLDER "/io/github/madoguchi/Madoguchi/help"
#define TITLE "# "
#define HEADING "## "
#define ITEM "- "
#define CODE "    "

static const char *const pages[]
    = { "start", "search", "dates",   "sources",  "funding",  "parallel",
        "notes", "cases",  "updates", "keyboard", "commands", "privacy" };

/* Sections whose page is not the first. */
static const struct
{
  const char *section;
  const char *page;
} fitting[] = {
  { "dialogue", "dates" },    { "agreements", "sources" },   { "projects", "search" },
  { "funding", "funding" },   { "events", "dates" },         { "news", "sources" },
  { "documents", "sources" }, { "organisations", "search" }, { "glossary", "parallel" },
  { "figures", "sources" },   { "answers", "funding" },      { "kept", "notes" },
  { "cases", "cases" },       { "updates", "updates" },
};

guint
mado_help_get_n (void)
{
  return G_N_ELEMENTS (pages);
}

const char *
mado_help_get_id (guint i)
{
  g_return_val_if_fail (i < G_N_ELEMENTS (pages), NULL);

  return pages[i];
}

gboolean
mado_help_find (const char *id, guint *i)
{
  for (*i = 0; *i < G_N_ELEMENTS (pages); (*i)++)
    if (g_strcmp0 (pages[*i], id) == 0)
      return TRUE;
  *i = 0;
  return FALSE;
}

const char *
mado_help_find_for_section (const char *section)
{
  for (guint i = 0; i < G_N_ELEMENTS (fitting); i++)
    if (g_strcmp0 (fitting[i].section, section) == 0)
      return fitting[i].page;
  return pages[0];
}

/**
 * mado_help_dup_text:
 * @i: a page
 *
 * Returns: (transfer full): what its file says
 */
char *
mado_help_dup_text (guint i, MadoLanguage language)
{
  static MadoBundled help = { mado_help_register_resource, 0 };
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize length;
  const char *text;

  g_return_val_if_fail (i < G_N_ELEMENTS (pages), NULL);

  path = g_strdup_printf ("%s/%s/%s.txt", FOLDER, language == MADO_LANGUAGE_JA ? "ja" : "en",
                          pages[i]);
  bytes = mado_bundled_load (&help, path, NULL);
  g_return_val_if_fail (bytes != NULL, g_strdup (""));
  text = g_bytes_get_data (bytes, &length);
  return g_strndup (text, length);
}

/**
 * mado_help_dup_title:
 * @text: of a page
 *
 * Returns: (transfer full): its first line
 */
char *
mado_help_dup_title (const char *text)
{
  const char *end;

  g_return_val_if_fail (text && g_str_has_prefix (text, TITLE), g_strdup (""));

  end = strchr (text, '\n');
  return g_strndup (text + strlen (TITLE),
                    end ? (gsize) (end - text) - strlen (TITLE) : strlen (text) - strlen (TITLE));
}

/**
 * mado_help_text_holds:
 * @words: what is looked for, apart by spaces; nothing is found everywhere
 *
 * Returns: whether all of @words stand in @text, in capitals or not
 */
gboolean
mado_help_text_holds (const char *text, const char *words)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  g_autofree char *folded = g_utf8_casefold (normal, -1);
  g_autofree char *normal_words = g_utf8_normalize (words, -1, G_NORMALIZE_NFKC);
  g_autofree char *folded_words = g_utf8_casefold (normal_words, -1);
  g_auto (GStrv) each = g_strsplit (folded_words, " ", -1);

  for (guint i = 0; each[i]; i++)
    if (!strstr (folded, each[i]))
      return FALSE;
  return TRUE;
}

/* What stands between two ` is to be typed. */
static char *
to_markup (const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  g_auto (GStrv) parts = g_strsplit (escaped, "`", -1);
  GString *markup = g_string_new (NULL);

  for (guint i = 0; parts[i]; i++)
    g_string_append_printf (markup, i % 2 ? "<tt>%s</tt>" : "%s", parts[i]);
  return g_string_free (markup, FALSE);
}

static GtkWidget *
make_label (const char *text, const char *css, MadoLanguage language)
{
  g_autofree char *markup = to_markup (text);
  GtkWidget *label = gtk_label_new (NULL);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_language_new (pango_language_from_string (
                                          language == MADO_LANGUAGE_JA ? "ja" : "en")));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_WORD);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  /* The keyboard scrolls; to stop at each paragraph would be in its way. */
  gtk_widget_set_focusable (label, FALSE);
  gtk_widget_add_css_class (label, css);
  gtk_widget_add_css_class (label, language == MADO_LANGUAGE_JA ? "lang-ja" : "lang-en");
  return label;
}

static GtkWidget *
make_item (const char *text, MadoLanguage language)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *bullet = gtk_label_new ("•");
  GtkWidget *label = make_label (text, "reading", language);

  gtk_widget_set_valign (bullet, GTK_ALIGN_START);
  gtk_widget_add_css_class (bullet, "reading");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), bullet);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

/* What is to be typed, and behind it, after two spaces or more, what it means. */
static void
attach_code (GtkGrid *grid, const char *line, int row, MadoLanguage language)
{
  const char *gap = strstr (line, "  ");
  g_autofree char *code = gap ? g_strndup (line, (gsize) (gap - line)) : g_strdup (line);
  g_autofree char *meaning = gap ? g_strstrip (g_strdup (gap)) : NULL;
  GtkWidget *label = make_label (code, "monospace", language);

  gtk_widget_set_valign (label, GTK_ALIGN_BASELINE);
  gtk_grid_attach (grid, label, 0, row, meaning ? 1 : 2, 1);
  if (!meaning)
    return;
  label = make_label (meaning, "body", language);
  gtk_widget_set_valign (label, GTK_ALIGN_BASELINE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_grid_attach (grid, label, 1, row, 1, 1);
}

/* Lines to be typed, one under the other, up to the first that is none. Returns how many they are.
 */
static guint
append_code (GtkBox *box, char **lines, MadoLanguage language)
{
  GtkWidget *grid = gtk_grid_new ();
  guint n = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  for (; lines[n] && g_str_has_prefix (lines[n], CODE); n++)
    attach_code (GTK_GRID (grid), lines[n] + strlen (CODE), (int) n, language);
  gtk_widget_add_css_class (grid, "help-code");
  gtk_box_append (box, grid);
  return n;
}

/**
 * mado_help_text_fill:
 * @box: (inout): is emptied first
 * @text: of a page
 */
void
mado_help_text_fill (GtkBox *box, const char *text, MadoLanguage language)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))))
    gtk_box_remove (box, child);
  for (guint i = 0; lines[i]; i++)
    if (g_str_has_prefix (lines[i], CODE))
      i += append_code (box, lines + i, language) - 1;
    else if (g_str_has_prefix (lines[i], TITLE))
      gtk_box_append (box, make_label (lines[i] + strlen (TITLE), "page-title", language));
    else if (g_str_has_prefix (lines[i], HEADING))
      gtk_box_append (box, make_label (lines[i] + strlen (HEADING), "heading", language));
    else if (g_str_has_prefix (lines[i], ITEM))
      gtk_box_append (box, make_item (lines[i] + strlen (ITEM), language));
    else if (*lines[i])
      gtk_box_append (box, make_label (lines[i], "reading", language));
}
