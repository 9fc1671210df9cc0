/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Japanese is composed before it is written: while it is, every key belongs to the input method. A
 * small one of our own turns k and a into か, shows it, and writes it at Enter; the keys are real
 * ones, pressed on the display. */
#include "support/window-fixture.h"

#include "app/sections/browse/mado-note.h"
#include "app/sections/desk/mado-case-composer.h"
#include "support/store-fixture.h"

#define MODULE "mado-test"

/* The input method. */

#define FAKE_TYPE_METHOD (fake_method_get_type ())
G_DECLARE_FINAL_TYPE (FakeMethod, fake_method, FAKE, METHOD, GtkIMContext)

struct _FakeMethod
{
  GtkIMContext parent_instance;
  GString *preedit;
};

G_DEFINE_FINAL_TYPE (FakeMethod, fake_method, GTK_TYPE_IM_CONTEXT)

/* Every key that came while something was composed, by name, and the first one. */
static GString *
get_keys (void)
{
  static GString *keys;

  if (!keys)
    keys = g_string_new (NULL);
  return keys;
}

static void
set_preedit (FakeMethod *self, const char *preedit)
{
  gboolean was_empty = self->preedit->len == 0;

  if (was_empty && *preedit)
    g_signal_emit_by_name (self, "preedit-start");
  g_string_assign (self->preedit, preedit);
  g_signal_emit_by_name (self, "preedit-changed");
  if (!was_empty && !*preedit)
    g_signal_emit_by_name (self, "preedit-end");
}

static void
take_key (FakeMethod *self, guint key)
{
  g_autofree char *preedit = g_strdup (self->preedit->str);
  g_autofree char *longer = NULL;

  g_string_append_printf (get_keys (), "%s ", gdk_keyval_name (key));
  if (key == GDK_KEY_Return)
    {
      set_preedit (self, "");
      g_signal_emit_by_name (self, "commit", preedit);
    }
  else if (key == GDK_KEY_Escape)
    set_preedit (self, "");
  else if (key == GDK_KEY_a && g_str_has_suffix (preedit, "k"))
    {
      preedit[strlen (preedit) - 1] = '\0';
      longer = g_strconcat (preedit, "か", NULL);
      set_preedit (self, longer);
    }
  else if (g_ascii_isalpha (gdk_keyval_to_unicode (key)) && key < 128)
    {
      longer = g_strdup_printf ("%s%c", preedit, (char) key);
      set_preedit (self, longer);
    }
}

/* What is not composed is written as it is. */
static gboolean
write_letter (FakeMethod *self, guint key, GdkModifierType state)
{
  const char letter[] = { (char) key, '\0' };

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) || key < 32 || key > 126)
    return FALSE;
  g_signal_emit_by_name (self, "commit", letter);
  return TRUE;
}

static gboolean
fake_method_filter (GtkIMContext *context, GdkEvent *event)
{
  FakeMethod *self = FAKE_METHOD (context);
  GdkModifierType state = gdk_event_get_modifier_state (event);
  guint key;

  if (gdk_event_get_event_type (event) != GDK_KEY_PRESS)
    return FALSE;
  key = gdk_key_event_get_keyval (event);
  if (gdk_key_event_is_modifier (event))
    return FALSE;
  if (self->preedit->len == 0 && ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) || key != GDK_KEY_k))
    return write_letter (self, key, state);
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    g_string_append_printf (get_keys (), "+%s ", gdk_keyval_name (key));
  else
    take_key (self, key);
  return TRUE;
}

static void
fake_method_get_preedit (GtkIMContext *context, char **text, PangoAttrList **attributes,
                         int *cursor)
{
  FakeMethod *self = FAKE_METHOD (context);

  *text = g_strdup (self->preedit->str);
  if (attributes)
    *attributes = pango_attr_list_new ();
  if (cursor)
    *cursor = (int) g_utf8_strlen (self->preedit->str, -1);
}

static void
fake_method_reset (GtkIMContext *context)
{
  set_preedit (FAKE_METHOD (context), "");
}

static void
fake_method_finalize (GObject *object)
{
  g_string_free (FAKE_METHOD (object)->preedit, TRUE);
  G_OBJECT_CLASS (fake_method_parent_class)->finalize (object);
}

static void
fake_method_class_init (FakeMethodClass *klass)
{
  GtkIMContextClass *context_class = GTK_IM_CONTEXT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = fake_method_finalize;
  context_class->filter_keypress = fake_method_filter;
  context_class->get_preedit_string = fake_method_get_preedit;
  context_class->reset = fake_method_reset;
}

static void
fake_method_init (FakeMethod *self)
{
  self->preedit = g_string_new (NULL);
}

/* The window. */

static void
pressed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

/* Presses keys on the display, and waits until the window has had them. */
static void
press (const char *keys)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_auto (GStrv) command = g_strsplit (keys, " ", -1);
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  gboolean done = FALSE;

  g_ptr_array_add (arguments, (char *) "xdotool");
  g_ptr_array_add (arguments, (char *) "key");
  for (guint i = 0; command[i]; i++)
    g_ptr_array_add (arguments, command[i]);
  g_ptr_array_add (arguments, NULL);
  process
      = g_subprocess_newv ((const char *const *) arguments->pdata, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check_async (process, NULL, pressed_cb, &done);
  window_wait_until (done);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
preedit_cb (GtkText *text, const char *preedit, gpointer user_data)
{
  char **shown = user_data;

  g_free (*shown);
  *shown = g_strdup (preedit);
}

typedef struct
{
  GtkText *text;
  char *preedit; /* what is shown of the composition */
} Entry;

static void
watch (Entry *self, GtkEditable *entry)
{
  self->text = GTK_TEXT (gtk_editable_get_delegate (entry));
  self->preedit = g_strdup ("");
  g_signal_connect (self->text, "preedit-changed", G_CALLBACK (preedit_cb), &self->preedit);
  g_string_truncate (get_keys (), 0);
}

static void
unwatch (Entry *self)
{
  g_signal_handlers_disconnect_by_data (self->text, &self->preedit);
  g_free (self->preedit);
}

static const char *
get_text (Entry *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->text));
}

static GtkWidget *
find_entry (GtkWidget *widget)
{
  if (GTK_IS_SEARCH_ENTRY (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_entry (child);

      if (found)
        return found;
    }
  return NULL;
}

/* Composes in an entry that has the focus, and sees that no key went elsewhere. */
static void
assert_composes (Entry *entry, WindowFixture *self)
{
  MadoJump *jump = mado_window_ensure_jump (self->window);
  gboolean is_jumping = gtk_widget_get_visible (GTK_WIDGET (jump));

  press ("k");
  window_wait_until (g_str_equal (entry->preedit, "k"));
  press ("a k a Down Up Left ctrl+k ctrl+f alt+Left ctrl+1 F9");
  window_wait_until (g_str_equal (get_keys ()->str, "k a k a Down Up Left +k +f +Left +1 F9 "));
  g_assert_cmpstr (entry->preedit, ==, "かか");
  g_assert_cmpstr (get_text (entry), ==, "");
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (entry->text)));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (jump)) == is_jumping);
  press ("Escape");
  window_wait_until (*entry->preedit == '\0');
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (entry->text)));
  press ("k a");
  window_wait_until (g_str_equal (entry->preedit, "か"));
  press ("Return");
  window_wait_until (g_str_equal (get_text (entry), "か"));
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (entry->text)));
  /* Written, and at once composed again: nothing is lost of either. */
  press ("k a");
  window_wait_until (g_str_equal (entry->preedit, "か"));
  g_assert_cmpstr (get_text (entry), ==, "か");
  press ("Escape");
  window_wait_until (*entry->preedit == '\0');
  g_assert_cmpstr (get_text (entry), ==, "か");
}

static void
test_the_section_search_composes (WindowFixture *self, gconstpointer data)
{
  GtkWidget *widget = find_entry (GTK_WIDGET (self->window->browse));
  Entry entry;

  window_show_section (self, "events");
  watch (&entry, GTK_EDITABLE (widget));
  mado_browse_focus_search (self->window->browse);
  assert_composes (&entry, self);
  unwatch (&entry);
}

static void
test_the_search_over_everything_composes (WindowFixture *self, gconstpointer data)
{
  GtkWidget *widget = find_entry (GTK_WIDGET (mado_window_ensure_search (self->window)));
  Entry entry;

  watch (&entry, GTK_EDITABLE (widget));
  mado_window_show_search (self->window, NULL);
  assert_composes (&entry, self);
  unwatch (&entry);
}

static void
test_the_jump_composes (WindowFixture *self, gconstpointer data)
{
  GtkWidget *widget = find_entry (GTK_WIDGET (mado_window_ensure_jump (self->window)));
  Entry entry;

  watch (&entry, GTK_EDITABLE (widget));
  mado_jump_open (self->window->jump);
  assert_composes (&entry, self);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (self->window->jump)));
  unwatch (&entry);
}

/* The first key already belongs to the composition. */
static void
test_typing_in_the_list_composes_in_its_entry (WindowFixture *self, gconstpointer data)
{
  GtkWidget *widget = find_entry (GTK_WIDGET (self->window->browse));
  Entry entry;

  window_show_section (self, "events");
  watch (&entry, GTK_EDITABLE (widget));
  mado_browse_focus_list (self->window->browse);
  press ("k a k a");
  window_wait_until (g_str_equal (entry.preedit, "かか"));
  g_assert_cmpstr (get_text (&entry), ==, "");
  press ("Return");
  window_wait_until (g_str_equal (get_text (&entry), "かか"));
  unwatch (&entry);
}

static void
test_typing_in_the_list_writes_each_letter (WindowFixture *self, gconstpointer data)
{
  GtkWidget *widget = find_entry (GTK_WIDGET (self->window->browse));
  Entry entry;

  window_show_section (self, "events");
  watch (&entry, GTK_EDITABLE (widget));
  mado_browse_focus_list (self->window->browse);
  press ("q u a n t u m");
  window_wait_until (g_str_equal (get_text (&entry), "quantum"));
  unwatch (&entry);
}

/* xU09: the text that is being composed. */
static void
test_an_import_leaves_the_composition (WindowFixture *self, gconstpointer data)
{
  GtkWidget *widget = find_entry (GTK_WIDGET (self->window->browse));
  MadoList *list = mado_browse_get_list (self->window->browse);
  guint before;
  Entry entry;

  window_show_section (self, "events");
  before = g_list_model_get_n_items (G_LIST_MODEL (list));
  watch (&entry, GTK_EDITABLE (widget));
  mado_browse_focus_search (self->window->browse);
  press ("k a");
  window_wait_until (g_str_equal (entry.preedit, "か"));
  window_import (self, store_list (store_make_event ("imported-1", "2035-01-01"), NULL));
  window_wait_until (g_list_model_get_n_items (G_LIST_MODEL (list)) == before + 1);
  g_assert_cmpstr (entry.preedit, ==, "か");
  /* What is composed is not searched for. */
  g_assert_null (mado_list_get_query (list));
  press ("Return");
  window_wait_until (g_str_equal (get_text (&entry), "か"));
  window_wait_until (mado_list_get_query (list) != NULL);
  unwatch (&entry);
}

/* The texts of several lines. */

static GtkWidget *
find_mapped (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_mapped (child, type);

      if (found)
        return found;
    }
  return NULL;
}

/* The text view of the widget of a type; none until it can be written in. */
static GtkTextView *
find_view (WindowFixture *self, GType type)
{
  GtkWidget *widget = find_mapped (GTK_WIDGET (self->window), type);
  GtkWidget *view = widget ? find_mapped (widget, GTK_TYPE_TEXT_VIEW) : NULL;

  return view && gtk_text_view_get_editable (GTK_TEXT_VIEW (view)) ? GTK_TEXT_VIEW (view) : NULL;
}

static gboolean
is_written (GtkTextView *view, const char *wanted)
{
  g_autofree char *text = NULL;

  g_object_get (gtk_text_view_get_buffer (view), "text", &text, NULL);
  return g_str_equal (text, wanted);
}

static void
view_preedit_cb (GtkTextView *view, const char *preedit, gpointer user_data)
{
  char **shown = user_data;

  g_free (*shown);
  *shown = g_strdup (preedit);
}

/* The Return that writes the composition begins no line, and Ctrl+Return ends nothing before it;
 * the letters are those of actions elsewhere on the page. */
static void
assert_view_composes (GtkTextView *view)
{
  g_autofree char *preedit = g_strdup ("");
  gulong handler
      = g_signal_connect (view, "preedit-changed", G_CALLBACK (view_preedit_cb), &preedit);

  gtk_widget_grab_focus (GTK_WIDGET (view));
  g_string_truncate (get_keys (), 0);
  press ("k a n s ctrl+Return ctrl+d Up");
  window_wait_until (g_str_equal (get_keys ()->str, "k a n s +Return +d Up "));
  g_assert_cmpstr (preedit, ==, "かns");
  g_assert_true (is_written (view, ""));
  press ("Escape");
  window_wait_until (*preedit == '\0');
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (view)));
  press ("k a Return");
  window_wait_until (*preedit == '\0' && !is_written (view, ""));
  g_assert_true (is_written (view, "か"));
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (view)));
  /* Written, and at once composed again; the next Return without a composition is a line. */
  press ("k a Return Return");
  window_wait_until (is_written (view, "かか\n"));
  g_signal_handler_disconnect (view, handler);
}

static void
painted_cb (GdkFrameClock *clock, gboolean *painted)
{
  *painted = TRUE;
}

/* Waits until the window is drawn as it is. */
static void
paint (WindowFixture *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self->window));
  gboolean painted = FALSE;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &painted);

  gtk_widget_queue_draw (GTK_WIDGET (self->window));
  window_wait_until (painted);
  g_signal_handler_disconnect (clock, handler);
}

static void
test_a_note_composes (WindowFixture *self, gconstpointer data)
{
  GtkTextView *view;

  window_show_section (self, "dialogue");
  paint (self);
  mado_window_show_record (self->window, "jc-7-2023");
  window_wait_until (find_view (self, MADO_TYPE_NOTE));
  view = find_view (self, MADO_TYPE_NOTE);
  assert_view_composes (view);
  g_assert_true (find_view (self, MADO_TYPE_NOTE) == view);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(MadoCase **) user_data = mado_cases_change_finish (result, &error);
  g_assert_no_error (error);
}

static void
test_the_composer_of_a_case_composes (WindowFixture *self, gconstpointer data)
{
  const char *values[MADO_N_CASE_FIELDS] = { [MADO_CASE_TITLE] = "Question" };
  g_autoptr (MadoCase) added = NULL;
  MadoCaseMessage *message = mado_case_message_new ();
  GtkTextView *view;

  message->text = g_strdup ("What?");
  mado_cases_add_async (mado_context_get_desk (self->context), values, message, NULL, "tester",
                        NULL, added_cb, &added);
  window_wait_until (added);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.open-case", "s",
                              mado_case_get_id (added));
  window_wait_until (find_view (self, MADO_TYPE_CASE_COMPOSER));
  view = find_view (self, MADO_TYPE_CASE_COMPOSER);
  assert_view_composes (view);
  g_assert_true (find_view (self, MADO_TYPE_CASE_COMPOSER) == view);
}

#define ADD(sentence, test)                                                                        \
  g_test_add ("/app/typing/" sentence, WindowFixture, NULL, window_set_up, test, window_tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("GTK_IM_MODULE", MODULE, TRUE);
  gtk_test_init (&argc, &argv, NULL);
  g_io_extension_point_implement ("gtk-im-module", FAKE_TYPE_METHOD, MODULE, 0);
  ADD ("the-section-search-composes", test_the_section_search_composes);
  ADD ("the-search-over-everything-composes", test_the_search_over_everything_composes);
  ADD ("the-jump-composes", test_the_jump_composes);
  ADD ("typing-in-the-list-composes-in-its-entry", test_typing_in_the_list_composes_in_its_entry);
  ADD ("typing-in-the-list-writes-each-letter", test_typing_in_the_list_writes_each_letter);
  ADD ("an-import-leaves-the-composition", test_an_import_leaves_the_composition);
  ADD ("a-note-composes", test_a_note_composes);
  ADD ("the-composer-of-a-case-composes", test_the_composer_of_a_case_composes);
  return g_test_run ();
}
