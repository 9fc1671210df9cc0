/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of the window's actions. */
#include "app/mado-window-private.h"

#include <glib/gi18n.h>

#include "app/sections/desk/mado-case-form.h"
#include "app/sections/glossary/mado-glossary.h"
#include "app/sections/kept/mado-saved.h"

/* One step out: of what lies over the panes, then from the page to the list to the sections. */
static void
back (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MadoWindow *self = MADO_WINDOW (widget);
  MadoPane shown = mado_panes_get_shown (self->panes);

  if (mado_panes_get_sidebar_open (self->panes))
    mado_panes_set_sidebar_open (self->panes, FALSE);
  else if (mado_panes_get_mode (self->panes) != MADO_PANES_ONE
           && mado_panes_get_in_turns (self->panes) && shown == MADO_PANE_PAGE)
    {
      mado_panes_set_shown (self->panes, MADO_PANE_LIST);
      mado_browse_focus_list (self->browse);
    }
  else if (mado_panes_get_mode (self->panes) == MADO_PANES_ONE && shown != MADO_PANE_SIDEBAR)
    mado_panes_set_shown (self->panes,
                          shown == MADO_PANE_PAGE && mado_panes_get_has_list (self->panes)
                              ? MADO_PANE_LIST
                              : MADO_PANE_SIDEBAR);
}

/* Escape, where no widget has taken it for itself. */
static void
escape (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MadoWindow *self = MADO_WINDOW (widget);
  gboolean is_one = mado_panes_get_mode (self->panes) == MADO_PANES_ONE;

  if (self->jump && mado_jump_close (self->jump))
    return;
  if (mado_panes_get_sidebar_open (self->panes) || is_one
      || (mado_panes_get_in_turns (self->panes)
          && mado_panes_get_shown (self->panes) == MADO_PANE_PAGE))
    back (widget, NULL, NULL);
  else if (!mado_panes_get_has_list (self->panes))
    return;
  else if (mado_window_get_special_list (self))
    mado_section_page_leave (mado_window_get_special_list (self),
                             gtk_widget_get_focus_child (GTK_WIDGET (self->pages)) != NULL);
  else if (gtk_widget_get_focus_child (GTK_WIDGET (self->pages)))
    {
      if (mado_window_is_searching_everywhere (self))
        mado_search_focus_hits (self->search);
      else
        mado_browse_focus_list (self->browse);
    }
  else if (mado_window_is_searching_everywhere (self))
    mado_window_close_search (self);
  else
    mado_browse_clear_search (self->browse);
}

static void
history_back (GtkWidget *widget, const char *action, GVariant *parameter)
{
  mado_window_show_earlier (MADO_WINDOW (widget));
}

static void
history_forward (GtkWidget *widget, const char *action, GVariant *parameter)
{
  mado_window_show_later (MADO_WINDOW (widget));
}

static void
jump (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (mado_window_has_records (MADO_WINDOW (widget)))
    mado_jump_open (mado_window_ensure_jump (MADO_WINDOW (widget)));
}

static void
toggle_sections (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MadoWindow *self = MADO_WINDOW (widget);

  mado_panes_set_sidebar_open (self->panes, !mado_panes_get_sidebar_open (self->panes));
}

/* Once: in this section. Twice, or where there is no list: everywhere. */
static void
search (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MadoWindow *self = MADO_WINDOW (widget);

  if (mado_window_is_searching_everywhere (self) || !mado_panes_get_has_list (self->panes))
    mado_window_show_search (self, NULL);
  else if (mado_window_get_special_list (self))
    {
      mado_panes_set_shown (self->panes, MADO_PANE_LIST);
      if (!mado_section_page_search (mado_window_get_special_list (self)))
        mado_window_show_search (self, NULL);
    }
  else if (mado_browse_has_search_focus (self->browse))
    mado_window_show_search (self, mado_browse_get_text (self->browse));
  else
    {
      mado_panes_set_shown (self->panes, MADO_PANE_LIST);
      mado_browse_focus_search (self->browse);
    }
}

static void
search_everywhere (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *text = parameter ? g_variant_get_string (parameter, NULL) : "";

  mado_window_show_search (MADO_WINDOW (widget), *text ? text : NULL);
}

static void
open_record (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MadoWindow *self = MADO_WINDOW (widget);

  mado_window_show_record (self, g_variant_get_string (parameter, NULL));
  mado_panes_set_shown (self->panes, MADO_PANE_PAGE);
}

/* Into the page of what is chosen in a special list. */
static void
open_page (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MadoWindow *self = MADO_WINDOW (widget);

  mado_panes_set_shown (self->panes, MADO_PANE_PAGE);
  gtk_widget_child_focus (gtk_stack_get_visible_child (self->pages), GTK_DIR_TAB_FORWARD);
}

static void
open_case (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MadoWindow *self = MADO_WINDOW (widget);

  mado_window_show_section (self, "cases", NULL);
  mado_case_desk_choose (mado_case_desk_get (self->context),
                         g_variant_get_string (parameter, NULL));
  open_page (widget, NULL, NULL);
}

static void
new_case (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MadoWindow *self = MADO_WINDOW (widget);

  mado_window_show_section (self, "cases", NULL);
  gtk_window_present (
      GTK_WINDOW (mado_case_form_new (GTK_WINDOW (self), mado_case_desk_get (self->context))));
}

static void
new_term (GtkWidget *widget, const char *action, GVariant *parameter)
{
  mado_glossary_add (GTK_WIDGET (MADO_WINDOW (widget)->browse), MADO_WINDOW (widget)->context);
}

static void
edit_term (GtkWidget *widget, const char *action, GVariant *parameter)
{
  mado_glossary_edit (GTK_WIDGET (MADO_WINDOW (widget)->browse), MADO_WINDOW (widget)->context,
                      g_variant_get_string (parameter, NULL));
}

static void
remove_term (GtkWidget *widget, const char *action, GVariant *parameter)
{
  mado_glossary_remove (GTK_WIDGET (MADO_WINDOW (widget)->browse), MADO_WINDOW (widget)->context,
                        g_variant_get_string (parameter, NULL));
}

static void
import_terms (GtkWidget *widget, const char *action, GVariant *parameter)
{
  mado_glossary_import (GTK_WIDGET (MADO_WINDOW (widget)->browse), MADO_WINDOW (widget)->context);
}

static void
export_terms (GtkWidget *widget, const char *action, GVariant *parameter)
{
  mado_glossary_export (GTK_WIDGET (MADO_WINDOW (widget)->browse), MADO_WINDOW (widget)->context,
                        g_variant_get_string (parameter, NULL));
}

static void
save_search (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MadoWindow *self = MADO_WINDOW (widget);

  if (!self->section->get_page && mado_browse_is_searching (self->browse))
    mado_saved_add (widget, self->context, self->section->id, mado_browse_get_text (self->browse));
}

static void
open_section (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *id, *query;

  g_variant_get (parameter, "(&s&s)", &id, &query);
  mado_window_show_section (MADO_WINDOW (widget), id, query);
}

static void
choose_section (GtkWidget *widget, const char *action, GVariant *parameter)
{
  guint i = g_variant_get_uint32 (parameter);

  if (i < mado_sections_get_n ())
    mado_window_show_section (MADO_WINDOW (widget), mado_sections_get (i)->id, NULL);
}

static void
star (GtkWidget *widget, const char *action, GVariant *parameter)
{
  mado_page_toggle_star (MADO_WINDOW (widget)->page);
}

static void
cite (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MadoWindow *self = MADO_WINDOW (widget);
  g_autofree char *citation = mado_page_dup_citation (self->page);

  if (!citation)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), citation);
  mado_window_say (self, _ ("Citation copied"));
}

typedef struct
{
  const char *name;
  const char *parameter; /* nullable: its type */
  GtkWidgetActionActivateFunc activate;
} Action;

static const Action actions[] = {
  { "win.back", NULL, back },
  { "win.escape", NULL, escape },
  { "win.history-back", NULL, history_back },
  { "win.history-forward", NULL, history_forward },
  { "win.jump", NULL, jump },
  { "win.sections", NULL, toggle_sections },
  { "win.search", NULL, search },
  { "win.search-everywhere", "s", search_everywhere },
  { "win.open-record", "s", open_record },
  { "win.open-page", NULL, open_page },
  { "win.open-case", "s", open_case },
  { "win.new-case", NULL, new_case },
  { "win.new-term", NULL, new_term },
  { "win.edit-term", "s", edit_term },
  { "win.remove-term", "s", remove_term },
  { "win.import-terms", NULL, import_terms },
  { "win.export-terms", "s", export_terms },
  { "win.save-search", NULL, save_search },
  { "win.open-section", "(ss)", open_section },
  { "win.section", "u", choose_section },
  { "win.star", NULL, star },
  { "win.cite", NULL, cite },
};

/* Before there is anything to show there is nothing to act on. */
static void
activate_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (!MADO_WINDOW (widget)->section)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (actions[i].name, name))
      actions[i].activate (widget, name, parameter);
}

void
mado_window_install_actions (GtkWidgetClass *klass)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (klass, actions[i].name, actions[i].parameter, activate_cb);
  mado_window_install_list_actions (klass);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Escape, 0, "win.escape", NULL);
}
