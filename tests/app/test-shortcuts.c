/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window of shortcuts shows is what the program listens to. */
#include "app/mado-shortcuts.h"

#include <adwaita.h>
#include <string.h>

#include "app/mado-window.h"
#include "app/sections/dialogue/mado-timeline-view.h"
#include "app/sections/mado-sections.h"

static void
collect (GtkWidget *widget, GPtrArray *rows)
{
  if (ADW_IS_ACTION_ROW (widget))
    g_ptr_array_add (rows, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    collect (child, rows);
}

static gboolean
shows_key (GtkWidget *widget, const char *words)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "shortcut-key")
      && g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), words))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (shows_key (child, words))
      return TRUE;
  return FALSE;
}

static void
test_window (void)
{
  GtkApplication *application = GTK_APPLICATION (g_application_get_default ());
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  GtkWidget *window;
  guint n = 0;

  window = mado_shortcuts_window_new (NULL);
  collect (window, rows);
  for (guint i = 0; i < mado_shortcuts_get_n (); i++)
    {
      const MadoShortcut *shortcut = mado_shortcuts_get (i);
      const char *title = mado_shortcut_get_title (shortcut);
      g_auto (GStrv) keys = NULL;
      g_autofree char *words = NULL;
      GdkModifierType modifiers;
      guint key;

      if (!title)
        continue;
      g_assert_cmpuint (n, <, rows->len);
      g_assert_cmpstr (adw_preferences_row_get_title (g_ptr_array_index (rows, n)), ==, title);
      g_assert_true (gtk_accelerator_parse (shortcut->keys[0], &key, &modifiers));
      words = gtk_accelerator_get_label (key, modifiers);
      g_assert_true (shows_key (g_ptr_array_index (rows, n++), words));
      if (!shortcut->action || shortcut->when == MADO_SHORTCUT_AFTER_TEXT)
        continue;
      keys = gtk_application_get_accels_for_action (application, shortcut->action);
      g_assert_cmpuint (g_strv_length (keys), ==, 1);
      {
        guint heard;
        GdkModifierType with;

        g_assert_true (gtk_accelerator_parse (keys[0], &heard, &with));
        g_assert_cmpuint (heard, ==, key);
        g_assert_cmpuint (with, ==, modifiers);
      }
    }
  g_assert_cmpuint (n, ==, rows->len);
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
is_listed (guint wanted, GdkModifierType wanted_modifiers)
{
  for (guint i = 0; i < mado_shortcuts_get_n (); i++)
    for (guint k = 0; mado_shortcuts_get (i)->keys[k]; k++)
      {
        GdkModifierType modifiers;
        guint key;

        g_assert_true (gtk_accelerator_parse (mado_shortcuts_get (i)->keys[k], &key, &modifiers));
        if (key == wanted && modifiers == wanted_modifiers)
          return TRUE;
      }
  return FALSE;
}

/* A key of the keypad is the same key, and a plus is typed with and without Shift. */
static gboolean
is_twin (guint key, GdkModifierType modifiers)
{
  return g_str_has_prefix (gdk_keyval_name (key), "KP_") || key == GDK_KEY_equal
         || (key == GDK_KEY_plus && modifiers == GDK_SHIFT_MASK);
}

static guint
check_listed (GListModel *shortcuts)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (shortcuts); i++)
    {
      g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (shortcuts, i);
      GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);
      guint key;
      GdkModifierType modifiers;

      if (!GTK_IS_KEYVAL_TRIGGER (trigger))
        continue;
      key = gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger));
      modifiers = gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger));
      g_test_message ("%s", gdk_keyval_name (key));
      g_assert_true (is_twin (key, modifiers) || is_listed (key, modifiers));
      n++;
    }
  return n;
}

static void
test_timeline (void)
{
  GtkWidget *view = g_object_ref_sink (mado_timeline_view_new ());
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (view);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_SHORTCUT_CONTROLLER (controller))
        n += check_listed (G_LIST_MODEL (controller));
    }
  g_assert_cmpuint (n, >, 20);
  g_object_unref (view);
}

static void
test_keys (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < mado_shortcuts_get_n (); i++)
    {
      const MadoShortcut *shortcut = mado_shortcuts_get (i);
      GdkModifierType modifiers;
      guint key;

      g_assert_true (g_hash_table_add (seen, (gpointer) shortcut->keys[0]));
      g_assert_true (gtk_accelerator_parse (shortcut->keys[0], &key, &modifiers));
      /* A letter alone belongs to whoever types. */
      if (shortcut->action && modifiers == 0)
        g_assert_cmpuint (gdk_keyval_to_unicode (key), ==, 0);
    }
}

/* Keys that input methods take for themselves while nothing is being composed: those of IBus, Fcitx
 * and SKK as they come, from their manuals. */
static void
test_input_methods (void)
{
  static const char *const taken[]
      = { "<Control>j",         "<Control>space",  "<Shift>space",       "<Control>backslash",
          "<Control>semicolon", "<Control>period", "<Control><Shift>u",  "<Control><Shift>e",
          "<Control><Alt>b",    "<Control><Alt>h", "<Alt>grave",         "Zenkaku_Hankaku",
          "<Super>space",       "Hangul",          "<Shift><Super>space" };

  for (guint i = 0; i < G_N_ELEMENTS (taken); i++)
    {
      guint their_key;
      GdkModifierType their_modifiers;

      g_assert_true (gtk_accelerator_parse (taken[i], &their_key, &their_modifiers));
      for (guint j = 0; j < mado_shortcuts_get_n (); j++)
        {
          guint key;
          GdkModifierType modifiers;

          g_assert_true (gtk_accelerator_parse (mado_shortcuts_get (j)->keys[0], &key, &modifiers));
          g_assert_false (key == their_key && modifiers == their_modifiers);
        }
    }
}

static gboolean
is_of_the_map (const char *name)
{
  static const char *const names[] = { "win.reading",
                                       "win.timeline",
                                       "win.timeline-hit",
                                       "win.explain-term",
                                       "win.scroll-together",
                                       "win.follow-selection",
                                       "win.level",
                                       "win.undo",
                                       "win.print",
                                       "win.redo",
                                       NULL };

  return g_strv_contains (names, name);
}

static void
test_actions (void)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (MADO_TYPE_WINDOW);

  for (guint i = 0; i < mado_shortcuts_get_n (); i++)
    {
      const MadoShortcut *shortcut = mado_shortcuts_get (i);
      g_autofree char *name = NULL;
      g_autoptr (GVariant) target = NULL;
      gboolean found = FALSE;
      const char *known;
      GType owner;
      const GVariantType *type;
      const char *property;

      if (!shortcut->action || !g_str_has_prefix (shortcut->action, "win."))
        continue;
      g_assert_true (g_action_parse_detailed_name (shortcut->action, &name, &target, NULL));
      for (guint j = 0; gtk_widget_class_query_action (GTK_WIDGET_CLASS (klass), j, &owner, &known,
                                                       &type, &property);
           j++)
        if (g_str_equal (known, name))
          {
            g_assert_true (target ? type && g_variant_is_of_type (target, type) : type == NULL);
            found = TRUE;
          }
      /* Actions with a state, and those that are not always there, are in the window's map. */
      g_assert_true (found || is_of_the_map (name));
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (MadoApplication) application = NULL;

  gtk_test_init (&argc, &argv, NULL);
  application = mado_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_set_default (G_APPLICATION (application));
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_test_add_func ("/app/shortcuts/shows-what-it-listens-to", test_window);
  g_test_add_func ("/app/shortcuts/gives-no-key-twice-and-no-letter-alone", test_keys);
  g_test_add_func ("/app/shortcuts/leaves-input-methods-their-keys", test_input_methods);
  g_test_add_func ("/app/shortcuts/lists-each-key-of-the-timeline", test_timeline);
  g_test_add_func ("/app/shortcuts/names-actions-that-the-window-has", test_actions);
  return g_test_run ();
}
