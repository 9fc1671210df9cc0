/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change of a saved search crosses to the desk's thread as the search before and after it. */
#include "app/sections/kept/mado-saved.h"

#include <glib/gi18n.h>

#include "app/sections/kept/mado-saved-form.h"
#include "app/sections/mado-sections.h"
#include "app/sections/mado-undo.h"
#include "app/widgets/mado-inert.h"

typedef struct
{
  MadoSavedSearch *before; /* nullable */
  MadoSavedSearch *after;  /* nullable */
} Data;

static void
free_data (gpointer data)
{
  Data *self = data;

  mado_saved_search_free (self->before);
  mado_saved_search_free (self->after);
  g_free (self);
}

static gboolean
lead (MadoDesk *desk, const MadoSavedSearch *from, const MadoSavedSearch *to, GError **error)
{
  return to ? mado_desk_put_search (desk, to, error)
            : mado_desk_drop_search (desk, from->id, error);
}

static gboolean
apply (MadoDesk *desk, gconstpointer data, GError **error)
{
  return lead (desk, ((const Data *) data)->before, ((const Data *) data)->after, error);
}

static gboolean
revert (MadoDesk *desk, gconstpointer data, GError **error)
{
  return lead (desk, ((const Data *) data)->after, ((const Data *) data)->before, error);
}

static char *
make_name (const MadoSavedSearch *before, const MadoSavedSearch *after)
{
  /* Translators: %s is the name that somebody gave to a search. */
  if (!before)
    return g_strdup_printf (_ ("Search “%s” saved in Notes and stars"), after->name);
  if (!after)
    return g_strdup_printf (_ ("Search “%s” removed"), before->name);
  return g_strdup_printf (_ ("Search renamed to “%s”"), after->name);
}

void
mado_saved_change (MadoContext *context, const MadoSavedSearch *before,
                   const MadoSavedSearch *after)
{
  g_autofree char *name = NULL;
  Data *data;

  g_return_if_fail (MADO_IS_CONTEXT (context) && (before || after));

  name = make_name (before, after);
  data = g_new0 (Data, 1);
  data->before = before ? mado_saved_search_copy (before) : NULL;
  data->after = after ? mado_saved_search_copy (after) : NULL;
  mado_undo_do (
      mado_undo_get (context),
      &(MadoUndoChange){
          .name = name, .id = MADO_SAVED_SEARCHES_CHANGED, .apply = apply, .revert = revert },
      data, free_data);
}

/* Returns: (transfer full): "Agreements · status:in-force" */
char *
mado_saved_describe (const char *section, const char *query)
{
  const MadoSection *known = mado_sections_find (section);
  g_autofree char *inert = mado_inert_line (query, NULL);

  return g_strjoin (" · ", known ? mado_section_get_title (known) : section, inert, NULL);
}

static void
present (GtkWidget *widget, GtkWidget *form)
{
  gtk_window_set_transient_for (GTK_WINDOW (form), GTK_WINDOW (gtk_widget_get_root (widget)));
  gtk_window_present (GTK_WINDOW (form));
}

/**
 * mado_saved_add:
 * @widget: in whose window the name is asked for
 * @section: the word of the section
 * @query: as it is typed there, not empty
 */
void
mado_saved_add (GtkWidget *widget, MadoContext *context, const char *section, const char *query)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && MADO_IS_CONTEXT (context));

  present (widget, mado_saved_form_new (context, NULL, section, query));
}

void
mado_saved_rename (GtkWidget *widget, MadoContext *context, const MadoSavedSearch *search)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && MADO_IS_CONTEXT (context) && search);

  present (widget, mado_saved_form_new (context, search, search->section, search->query));
}
