/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Own terms in the window: written, brought in from a file, undone. The folder of the files comes
 * in MADO_TERM_FILES. */
#include "app/sections/glossary/mado-glossary.h"

#include <adwaita.h>
#include <string.h>

#include "app/sections/glossary/mado-term-form.h"
#include "app/sections/glossary/mado-term-import.h"
#include "app/sections/mado-undo.h"
#include "core/store/mado-own-terms.h"
#include "support/window-fixture.h"

/* The first mapped widget of @type below @widget that has @label (nullable: any). */
static GtkWidget *
find (GtkWidget *widget, GType type, const char *label)
{
  const char *shown = GTK_IS_LABEL (widget)    ? gtk_label_get_text (GTK_LABEL (widget))
                      : GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget))
                      : ADW_IS_PREFERENCES_ROW (widget)
                          ? adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget))
                          : NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && gtk_widget_get_mapped (widget)
      && (label == NULL || (shown != NULL && strstr (shown, label) != NULL)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

static guint64
count (WindowFixture *self)
{
  return mado_list_get_count (mado_browse_get_list (self->window->browse), MADO_KIND_TERM);
}

static void
write_into (GtkWidget *form, const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find (form, ADW_TYPE_ENTRY_ROW, title)), text);
}

static void
test_form (WindowFixture *self, gconstpointer data)
{
  MadoUndo *undo = mado_undo_get (self->context);
  GtkWidget *form, *save;
  guint64 n;

  window_show_section (self, "glossary");
  n = count (self);
  g_assert_nonnull (find (GTK_WIDGET (self->window), GTK_TYPE_MENU_BUTTON, NULL));
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.new-term", NULL);
  window_wait_until (find_window (MADO_TYPE_TERM_FORM));
  form = find_window (MADO_TYPE_TERM_FORM);
  save = find (form, GTK_TYPE_BUTTON, "Save");
  g_assert_false (gtk_widget_get_sensitive (save));
  write_into (form, "English term", "zorbification");
  write_into (form, "Japanese term", "ゾルブ化");
  g_assert_true (gtk_widget_get_sensitive (save));
  write_into (form, "Reading, in kana", "zorubuka");
  g_assert_false (gtk_widget_get_sensitive (save));
  g_assert_nonnull (find (form, GTK_TYPE_LABEL, "Write the reading in kana."));
  write_into (form, "Reading, in kana", "ぞるぶか");
  g_signal_emit_by_name (save, "clicked");
  window_wait_until (count (self) == n + 1);
  g_assert_cmpstr (mado_undo_get_undo_name (undo), ==, "Term “zorbification” added");
  g_assert_true (mado_undo_undo (undo));
  window_wait_until (count (self) == n);
  g_assert_true (mado_undo_redo (undo));
  window_wait_until (count (self) == n + 1);
}

static void
import (WindowFixture *self, const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("MADO_TERM_FILES"), name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GPtrArray) own = mado_own_terms_new ();

  mado_term_import_begin (GTK_WIDGET (self->window->browse), self->context, file, own);
}

static void
test_import (WindowFixture *self, gconstpointer data)
{
  MadoUndo *undo = mado_undo_get (self->context);
  GtkWidget *window;
  guint64 n;

  window_show_section (self, "glossary");
  n = count (self);
  import (self, "terms-by-hand.tbx");
  window_wait_until (find_window (MADO_TYPE_TERM_IMPORT));
  window = find_window (MADO_TYPE_TERM_IMPORT);
  /* The glossary has the other one of the two. */
  window_wait_until (find (window, ADW_TYPE_ACTION_ROW, "memorandum of understanding – 覚書"));
  g_assert_null (find (window, ADW_TYPE_ACTION_ROW, "joint call"));
  g_assert_cmpuint (count (self), ==, n);
  g_signal_emit_by_name (find (window, GTK_TYPE_BUTTON, "Import"), "clicked");
  window_wait_until (count (self) == n + 1);
  g_assert_cmpstr (mado_undo_get_undo_name (undo), ==, "1 term imported");
  g_assert_true (mado_undo_undo (undo));
  window_wait_until (count (self) == n);
}

static void
test_wrong_file (WindowFixture *self, gconstpointer data)
{
  import (self, "wrong.tsv");
  window_wait_until (find (GTK_WIDGET (self->window), GTK_TYPE_LABEL,
                           "Line 3 of the file cannot be read as terms. Nothing was changed; mend "
                           "that line and try again."));
  g_assert_null (find_window (MADO_TYPE_TERM_IMPORT));
}

#define ADD(sentence, test)                                                                        \
  g_test_add ("/app/glossary/" sentence, WindowFixture, NULL, window_set_up, test, window_tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("a-term-is-written-undone-and-redone", test_form);
  ADD ("a-file-is-shown-before-it-is-taken", test_import);
  ADD ("a-wrong-file-is-told-with-its-line", test_wrong_file);
  return g_test_run ();
}
