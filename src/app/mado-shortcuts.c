/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of keys, and the window that shows it. */
#include "app/mado-shortcuts.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/sections/mado-sections.h"

#define WIDTH 560
#define HEIGHT 640

#define FIND NC_ ("shortcuts", "Find")
#define READ NC_ ("shortcuts", "Read")
#define CHANGE NC_ ("shortcuts", "Change")
#define CASES NC_ ("shortcuts", "Cases")
#define MOVE NC_ ("shortcuts", "Move")
#define GO NC_ ("shortcuts", "Sections")
#define PROGRAM NC_ ("shortcuts", "Program")

static const MadoShortcut shortcuts[] = {
  { FIND, N_ ("Search in this section; again: everywhere"), "win.search", { "<Control>f" } },
  { FIND, N_ ("Search everything"), "win.search-everywhere::", { "<Control><Shift>f" } },
  { FIND, N_ ("Jump to anything"), "win.jump", { "<Control>k" } },
  { FIND, N_ ("Timeline of this section"), "win.timeline", { "<Control>t" } },
  { FIND, N_ ("Next hit in the timeline"), "win.timeline-hit(1)", { "<Control>g" } },
  { FIND, N_ ("Previous hit in the timeline"), "win.timeline-hit(-1)", { "<Control><Shift>g" } },
  { FIND, N_ ("Filters"), "win.filters", { "<Control>l" } },
  { FIND, N_ ("Order of the list"), "win.order", { "<Control><Shift>l" } },
  { FIND, N_ ("Print the list"), "win.print-list", { "<Control><Shift>p" } },
  { FIND, N_ ("Copy the search as a link"), "win.copy-search-link", { "<Control><Shift>k" } },
  { FIND, N_ ("Save the list as a dossier"), "win.save-list", { "<Control><Shift>s" } },
  { READ, N_ ("English"), "win.reading::en", { "<Alt>1" } },
  { READ, N_ ("English and Japanese side by side"), "win.reading::both", { "<Alt>2" } },
  { READ, N_ ("Japanese"), "win.reading::ja", { "<Alt>3" } },
  { READ, N_ ("Star"), "win.star", { "<Control>d" } },
  { READ, N_ ("Copy as citation"), "win.cite", { "<Control><Shift>c" } },
  { READ, N_ ("Print the record"), "win.print", { "<Control>p" } },
  { READ, N_ ("Copy the selection, or else the record"), NULL, { "<Control>c" } },
  { READ, N_ ("Explain the term at the caret"), "win.explain-term", { "<Control>i" } },
  { READ,
    N_ ("Both languages scroll together, or each by itself"),
    "win.scroll-together",
    { "<Alt>4" } },
  { READ, N_ ("Level the other language here"), "win.level", { "<Alt>5" } },
  { READ, N_ ("The other language follows the selection"), "win.follow-selection", { "<Alt>6" } },
  { CASES, N_ ("New case"), "win.new-case", { "<Control>n" } },
  { CASES, N_ ("In the list of cases: take in what was copied"), NULL, { "<Control>v" } },
  { CASES, N_ ("On the page of a case: reply, internal note"), NULL, { "r", "n" } },
  { CASES, N_ ("On the page of a case: assign, status, tags"), NULL, { "a", "s", "l" } },
  { CASES, N_ ("On the page of a case: snooze to a working day"), NULL, { "z" } },
  { CASES, N_ ("On the page of a case: link records; of a record: link to cases"), NULL, { "k" } },
  { CASES, N_ ("On the page of a case: the next case, the one before"), NULL, { "j", "<Shift>j" } },
  { CASES, N_ ("Mark as sent, or keep the note"), NULL, { "<Control>Return" } },
  { CASES, N_ ("Due date and suggestions beside a case"), NULL, { "F8" } },
  { CHANGE, N_ ("New term of the glossary"), "win.new-term", { "<Control><Shift>t" } },
  { CHANGE, N_ ("Undo"), "win.undo", { "<Control>z" }, MADO_SHORTCUT_AFTER_TEXT },
  { CHANGE, N_ ("Redo"), "win.redo", { "<Control><Shift>z" }, MADO_SHORTCUT_AFTER_TEXT },
  { MOVE, N_ ("The page before"), "win.history-back", { "<Alt>Left" } },
  { MOVE, N_ ("The page after"), "win.history-forward", { "<Alt>Right" } },
  { MOVE, N_ ("In the timeline: earlier, later"), NULL, { "Left", "Right" } },
  { MOVE, N_ ("In the timeline: another track"), NULL, { "Up", "Down" } },
  { MOVE, N_ ("In the timeline: the first, the last"), NULL, { "Home", "End" } },
  { MOVE, N_ ("In the timeline: open what is reached"), NULL, { "space", "Return" } },
  { MOVE, N_ ("In the timeline: nearer, farther"), NULL, { "plus", "minus" } },
  { MOVE, N_ ("In the timeline: today; a date"), NULL, { "t", "g" } },
  { MOVE, N_ ("Into the page"), NULL, { "Return" } },
  { MOVE, N_ ("Back to the list; out of a search"), NULL, { "Escape" } },
  { MOVE, N_ ("Show or hide the sections"), "win.sections", { "F9" } },
  { MOVE, N_ ("In the timeline: as wide as at first"), NULL, { "0" } },
  { GO, NULL, "win.section(uint32 0)", { "<Control>1" } },
  { GO, NULL, "win.section(uint32 1)", { "<Control>2" } },
  { GO, NULL, "win.section(uint32 2)", { "<Control>3" } },
  { GO, NULL, "win.section(uint32 3)", { "<Control>4" } },
  { GO, NULL, "win.section(uint32 4)", { "<Control>5" } },
  { GO, NULL, "win.section(uint32 5)", { "<Control>6" } },
  { GO, NULL, "win.section(uint32 6)", { "<Control>7" } },
  { GO, NULL, "win.section(uint32 7)", { "<Control>8" } },
  { GO, NULL, "win.section(uint32 8)", { "<Control>9" } },
  { GO, NULL, "win.section(uint32 9)", { "<Control>0" } },
  { PROGRAM, N_ ("New window"), "app.new-window", { "<Control><Shift>n" } },
  { PROGRAM, N_ ("Help"), "app.help", { "F1" } },
  { PROGRAM, N_ ("Preferences"), "app.preferences", { "<Control>comma" } },
  { PROGRAM, N_ ("Keyboard shortcuts"), "app.shortcuts", { "<Control>question" } },
  { PROGRAM, N_ ("Quit"), "app.quit", { "<Control>q" } },
};

guint
mado_shortcuts_get_n (void)
{
  return G_N_ELEMENTS (shortcuts);
}

const MadoShortcut *
mado_shortcuts_get (guint i)
{
  g_return_val_if_fail (i < G_N_ELEMENTS (shortcuts), NULL);

  return &shortcuts[i];
}

const char *
mado_shortcut_get_title (const MadoShortcut *shortcut)
{
  g_autoptr (GVariant) target = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (shortcut != NULL, NULL);

  if (shortcut->title)
    return _ (shortcut->title);
  if (!g_action_parse_detailed_name (shortcut->action, &name, &target, NULL)
      || g_variant_get_uint32 (target) >= mado_sections_get_n ())
    return NULL;
  return mado_section_get_title (mado_sections_get (g_variant_get_uint32 (target)));
}

void
mado_shortcuts_install (GtkApplication *application)
{
  g_return_if_fail (GTK_IS_APPLICATION (application));

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    if (shortcuts[i].action && shortcuts[i].when == MADO_SHORTCUT_ALWAYS)
      gtk_application_set_accels_for_action (application, shortcuts[i].action, shortcuts[i].keys);
}

/**
 * mado_shortcuts_bind:
 * @window_class: of the windows that have the actions
 *
 * Binds the keys that belong to a widget that takes text before they are the window's.
 */
void
mado_shortcuts_bind (GtkWidgetClass *window_class)
{
  g_return_if_fail (GTK_IS_WIDGET_CLASS (window_class));

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      GdkModifierType modifiers;
      guint key;

      if (shortcuts[i].when == MADO_SHORTCUT_AFTER_TEXT
          && gtk_accelerator_parse (shortcuts[i].keys[0], &key, &modifiers))
        gtk_widget_class_add_binding_action (window_class, key, modifiers, shortcuts[i].action,
                                             NULL);
    }
}

static GtkWidget *
make_row (const MadoShortcut *shortcut, const char *title)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  for (guint i = 0; shortcut->keys[i]; i++)
    {
      guint key;
      GdkModifierType modifiers;
      g_autofree char *words = NULL;
      GtkWidget *label;

      gtk_accelerator_parse (shortcut->keys[i], &key, &modifiers);
      words = gtk_accelerator_get_label (key, modifiers);
      label = gtk_label_new (words);
      gtk_widget_add_css_class (label, "shortcut-key");
      gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  return row;
}

static GtkWidget *
make_page (void)
{
  GtkWidget *page = adw_preferences_page_new ();
  AdwPreferencesGroup *group = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      const MadoShortcut *shortcut = &shortcuts[i];
      const char *title = mado_shortcut_get_title (shortcut);

      if (i == 0 || !g_str_equal (shortcuts[i - 1].group, shortcut->group))
        {
          group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
          adw_preferences_group_set_title (
              group, g_dpgettext2 (GETTEXT_PACKAGE, "shortcuts", shortcut->group));
          adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), group);
        }
      if (title)
        adw_preferences_group_add (group, make_row (shortcut, title));
    }
  return page;
}

static GtkEventController *
make_escape (void)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcut *close = gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                         gtk_named_action_new ("window.close"));

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), close);
  return controller;
}

/* GtkShortcutsWindow has no future: this is a window like any other. */
GtkWidget *
mado_shortcuts_window_new (GtkWindow *parent)
{
  GtkWidget *self = g_object_new (ADW_TYPE_WINDOW, "transient-for", parent, "modal", TRUE,
                                  "destroy-with-parent", TRUE, "title", _ ("Keyboard shortcuts"),
                                  "default-width", WIDTH, "default-height", HEIGHT, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = make_page ();

  gtk_widget_add_controller (self, make_escape ());
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_widget_add_css_class (self, "shortcuts");
  return self;
}
