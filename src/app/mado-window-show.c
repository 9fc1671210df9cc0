/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window shows: a section, the search over everything, a record. */
#include "app/mado-window-private.h"

/* The page or the list of a special section is made when it is first shown. */
static void
ensure_part (MadoWindow *self, GtkStack *stack, const MadoSection *section, GType (*get) (void))
{
  GtkWidget *part;

  if (gtk_stack_get_child_by_name (stack, section->id))
    return;
  part = g_object_new (get (), NULL);
  gtk_stack_add_named (stack, part, section->id);
  mado_section_page_set_context (MADO_SECTION_PAGE (part), self->context);
}

static void
show_section_page (MadoWindow *self, const MadoSection *section)
{
  ensure_part (self, self->pages, section, section->get_page);
  if (section->get_list)
    ensure_part (self, self->lists, section, section->get_list);
  /* Before the panes, whose change of mode speaks to the page that is shown. */
  gtk_stack_set_visible_child_name (self->pages, section->id);
  if (section->get_list)
    gtk_stack_set_visible_child_name (self->lists, section->id);
  mado_panes_set_wide_list (self->panes, FALSE);
  mado_panes_set_in_turns (self->panes, FALSE);
  mado_panes_set_has_list (self->panes, section->get_list != NULL);
  mado_panes_set_shown (self->panes, section->get_list ? MADO_PANE_LIST : MADO_PANE_PAGE);
}

gboolean
mado_window_is_searching_everywhere (MadoWindow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->lists), "search") == 0;
}

static void
show_browse (MadoWindow *self)
{
  gtk_stack_set_visible_child_name (self->lists, "browse");
  mado_panes_set_wide_list (self->panes, FALSE);
  mado_panes_set_in_turns (self->panes, mado_browse_get_section (self->browse)->is_table);
}

/* Before the store is open, and where it cannot be opened, there is nothing to show: a notice says
 * so. */
gboolean
mado_window_has_records (MadoWindow *self)
{
  return self->is_opened && self->browse;
}

/* The search over everything, in place of the list. @text (nullable): what to search for. */
void
mado_window_show_search (MadoWindow *self, const char *text)
{
  MadoSearch *search;

  if (!mado_window_has_records (self))
    return;
  search = mado_window_ensure_search (self);
  mado_panes_set_has_list (self->panes, TRUE);
  gtk_stack_set_visible_child_name (self->pages, "record");
  gtk_stack_set_visible_child_name (self->lists, "search");
  mado_panes_set_wide_list (self->panes, TRUE);
  mado_panes_set_in_turns (self->panes, FALSE);
  mado_panes_set_sidebar_open (self->panes, FALSE);
  mado_panes_set_shown (self->panes, MADO_PANE_LIST);
  mado_sidebar_select (self->sidebar, NULL);
  if (text)
    mado_search_set_text (search, text);
  mado_search_focus (search);
}

static void
show_list (MadoWindow *self, const MadoSection *section, const char *query)
{
  mado_panes_set_has_list (self->panes, TRUE);
  gtk_stack_set_visible_child_name (self->pages, "record");
  mado_browse_set_section (self->browse, section, query);
  show_browse (self);
  mado_panes_set_shown (self->panes, MADO_PANE_LIST);
}

void
mado_window_show_section (MadoWindow *self, const char *id, const char *query)
{
  const MadoSection *section = mado_sections_find (id);

  if (!mado_window_has_records (self))
    return;
  if (!section)
    section = mado_sections_get (0);
  mado_sidebar_select (self->sidebar, section->id);
  if (section->get_page)
    show_section_page (self, section);
  else
    show_list (self, section, query);
  mado_panes_set_sidebar_open (self->panes, FALSE);
  self->section = section;
  g_object_set (self->settings, "section", section->id, NULL);
}

/* Nullable: the list of a special section is shown. */
MadoSectionPage *
mado_window_get_special_list (MadoWindow *self)
{
  GtkWidget *shown = gtk_stack_get_visible_child (self->lists);

  return mado_panes_get_has_list (self->panes) && MADO_IS_SECTION_PAGE (shown)
             ? MADO_SECTION_PAGE (shown)
             : NULL;
}

/* A record stands beside a list: the one that was shown last, or the first there is. */
static void
leave_section_page (MadoWindow *self)
{
  const MadoSection *section = mado_browse_get_section (self->browse);

  if (mado_panes_get_has_list (self->panes) && !mado_window_get_special_list (self))
    return;
  if (section->get_page)
    mado_window_show_section (self, mado_sections_find_kind (MADO_KIND_DIALOGUE)->id, NULL);
  mado_panes_set_has_list (self->panes, TRUE);
  mado_sidebar_select (self->sidebar, mado_browse_get_section (self->browse)->id);
  show_browse (self);
  gtk_stack_set_visible_child_name (self->pages, "record");
}

void
mado_window_show_record (MadoWindow *self, const char *id)
{
  leave_section_page (self);
  if (mado_page_get_id (self->page) && g_strcmp0 (mado_page_get_id (self->page), id) != 0)
    mado_history_leave (self->history, mado_page_get_id (self->page));
  mado_page_show (self->page, id);
  mado_strip_set_selected (self->strip, id);
}

void
mado_window_close_search (MadoWindow *self)
{
  if (self->section != mado_browse_get_section (self->browse))
    {
      mado_window_show_section (self, self->section->id, NULL);
      return;
    }
  show_browse (self);
  mado_sidebar_select (self->sidebar, self->section->id);
  mado_browse_focus_list (self->browse);
}

/* The section, the record and the place in the list that the window was left with. */
void
mado_window_show_as_left (MadoWindow *self)
{
  g_autofree char *section = NULL, *record = NULL, *top = NULL;

  g_object_get (self->settings, "section", &section, "record", &record, "top-record", &top, NULL);
  mado_window_show_section (self, section, NULL);
  if (self->section->get_page)
    return;
  mado_list_place_restore (mado_browse_get_list_place (self->browse), *record ? record : NULL,
                           *top ? top : NULL);
  if (*record)
    mado_page_show (self->page, record);
}

/* Takes @id, which may be NULL: there is nowhere to go. */
static void
travel (MadoWindow *self, char *id)
{
  if (!id)
    return;
  leave_section_page (self);
  mado_page_show (self->page, id);
  mado_strip_set_selected (self->strip, id);
  mado_panes_set_shown (self->panes, MADO_PANE_PAGE);
  g_free (id);
}

void
mado_window_show_earlier (MadoWindow *self)
{
  travel (self, mado_history_go_back (self->history, mado_page_get_id (self->page)));
}

void
mado_window_show_later (MadoWindow *self)
{
  travel (self, mado_history_go_forward (self->history, mado_page_get_id (self->page)));
}
