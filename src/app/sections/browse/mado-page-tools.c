/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The menu of a page, the clipboard, and the keys that a page hears before the window. */
#include "app/sections/browse/mado-page-tools.h"

#include "app/sections/browse/mado-drag.h"
#include "app/sections/mado-advice.h"
#include "app/sections/mado-print.h"
#include "app/widgets/mado-toast.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

/* The star has no room in the bar of a narrow page. */
GtkWidget *
mado_page_tools_make_menu (gboolean is_narrow)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) copy = g_menu_new ();
  g_autoptr (GMenu) read = g_menu_new ();

  if (is_narrow)
    g_menu_append (copy, _ ("Star"), "win.star");
  g_menu_append (copy, _ ("Copy"), "win.copy-record");
  g_menu_append (copy, _ ("Copy as citation"), "win.cite");
  g_menu_append (copy, _ ("Copy link"), "win.copy-link");
  g_menu_append (copy, _ ("Link to cases…"), "win.link-case");
  g_menu_append (copy, _ ("Save as HTML…"), "win.save-record");
  g_menu_append (copy, _ ("Save as BibTeX…"), "win.save-citation");
  g_menu_append (copy, _ ("Print…"), "win.print");
  g_menu_append (read, _ ("Explain the term"), "win.explain-term");
  g_menu_append (read, _ ("Both languages scroll together"), "win.scroll-together");
  g_menu_append (read, _ ("Level the other language here"), "win.level");
  g_menu_append (read, _ ("The other language follows the selection"), "win.follow-selection");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (copy));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (read));
  return gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
}

/**
 * mado_page_tools_print:
 * @sheet: (transfer full)
 */
void
mado_page_tools_print (GtkWidget *page, MadoSheet *sheet)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *why = NULL;
  g_autofree char *said = NULL;

  if (mado_print_ask (sheet, GTK_WINDOW (gtk_widget_get_root (page)), &error))
    return;
  why = mado_advice_explain (error);
  /* Translators: %s is a sentence that says why, or words of the system. */
  said = g_strdup_printf (_ ("It could not be printed: %s"), why);
  mado_toast_say (page, said);
}

/**
 * mado_page_tools_copy:
 *
 * Offers the record on the clipboard as HTML and as text at once; who pastes takes what it can.
 */
void
mado_page_tools_copy (GtkWidget *page, const MadoCopy *copy)
{
  g_autofree char *html = NULL;
  g_autofree char *text = NULL;
  g_autofree char *marked = NULL;
  g_autoptr (GBytes) rich = NULL;
  GdkContentProvider *offers[2];
  g_autoptr (GdkContentProvider) both = NULL;

  mado_copy_write (copy, &html, &text);
  marked = g_strconcat ("<meta charset=\"utf-8\">\n", html, NULL);
  rich = g_bytes_new (marked, strlen (marked));
  offers[0] = gdk_content_provider_new_for_bytes ("text/html", rich);
  offers[1] = gdk_content_provider_new_typed (G_TYPE_STRING, text);
  both = gdk_content_provider_new_union (offers, G_N_ELEMENTS (offers));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (page), both);
  mado_toast_say (page, _ ("Record copied"));
}

/* Whether something is selected where the focus is, or is being written there. */
static gboolean
has_selection (GtkWidget *page)
{
  GtkRoot *root = gtk_widget_get_root (page);
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (GTK_IS_LABEL (focus))
    return gtk_label_get_selectable (GTK_LABEL (focus))
           && gtk_label_get_selection_bounds (GTK_LABEL (focus), NULL, NULL);
  return GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus);
}

static gboolean
copy_cb (GtkWidget *widget, GVariant *arguments, gpointer page)
{
  if (has_selection (page))
    return GDK_EVENT_PROPAGATE;
  return gtk_widget_activate_action (page, "win.copy-record", NULL);
}

/**
 * mado_page_tools_listen_for_copy:
 * @widget: the page, or the window that it is in
 * @phase: capture in the page, whose labels take the key even when they have nothing to copy; in
 *   the window what nobody else took
 *
 * Ctrl+C copies the record of @page unless something is selected.
 */
void
mado_page_tools_listen_for_copy (GtkWidget *widget, GtkWidget *page, GtkPropagationPhase phase)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcut *copy = gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_c, GDK_CONTROL_MASK),
                                        gtk_callback_action_new (copy_cb, page, NULL));

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), copy);
  gtk_event_controller_set_propagation_phase (controller, phase);
  gtk_widget_add_controller (widget, controller);
}

/* Of the parts of a page, what stands over its texts: these are selected instead. */
static const char *
find_at_heading (GtkWidget *widget, GtkWidget *picked)
{
  static const char *const classes[] = { "page-kicker", "page-title", "page-title2" };
  GtkWidget *page = gtk_widget_get_ancestor (widget, MADO_TYPE_PAGE);

  for (GtkWidget *at = picked; at && at != widget; at = gtk_widget_get_parent (at))
    for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
      if (gtk_widget_has_css_class (at, classes[i]))
        return mado_page_get_id (MADO_PAGE (page));
  return NULL;
}

static const char *
find_shown (GtkWidget *widget, GtkWidget *picked)
{
  return mado_page_get_id (MADO_PAGE (gtk_widget_get_ancestor (widget, MADO_TYPE_PAGE)));
}

/**
 * mado_page_tools_let_drag:
 * @record: in the page; its heading leads the record out
 * @citation: in the page; leads the citation out
 */
void
mado_page_tools_let_drag (GtkWidget *record, GtkWidget *citation, MadoContext *context)
{
  mado_drag_add (record, context, MADO_OFFER_RECORD, find_at_heading);
  mado_drag_add (citation, context, MADO_OFFER_CITATION, find_shown);
}
