/* SPDX-License-Identifier: GPL-3.0-or-later */
/* THE table of sections: what the sidebar shows, one row a section. A section that lists kinds of
 * record is a row and nothing else; a special one names the type of its page, a GtkWidget that
 * implements MadoSectionPage. */
#pragma once

#include "core/mado-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  MADO_SECTION_GROUP_RECORDS,
  MADO_SECTION_GROUP_DESK, /* under "Help desk" */
  MADO_SECTION_GROUP_FOOT, /* no row: the foot of the sidebar leads to it */
} MadoSectionGroup;

typedef struct
{
  const char *id;    /* for actions, settings and tests: "dialogue" */
  const char *title; /* untranslated; mado_section_get_title() translates */
  const char *icon;
  guint32 kinds; /* bit 1 << MadoKind; 0: the section has no list */
  MadoOrder order;
  MadoSectionGroup group;
  const char *hint;         /* untranslated: what belongs here, for the empty section */
  GType (*get_page) (void); /* nullable: a MadoSectionPage in place of list and page */
  GType (*get_list) (void); /* nullable: a MadoSectionPage that is the list beside that page */
  gboolean is_table;        /* its records are compared: a table where there is room */
} MadoSection;

guint mado_sections_get_n (void);
const MadoSection *mado_sections_get (guint i);
const MadoSection *mado_sections_find (const char *id);          /* nullable */
const MadoSection *mado_sections_find_kind (MadoKind kind);      /* nullable: themes have none */
const char *mado_section_get_title (const MadoSection *section); /* translated */
const char *mado_section_get_hint (const MadoSection *section);  /* translated */
gboolean mado_section_has (const MadoSection *section, MadoKind kind);
guint64 mado_section_count (const MadoSection *section,
                            const guint64 *counts); /* MADO_N_KINDS of them */
/* "40 records", "75 organisations, 13 people". transfer full */
char *mado_section_format_count (const MadoSection *section, const guint64 *counts);

/* The name of one group of a search over everything: the section's, or "Themes" and "People". */
const char *mado_kind_get_title (MadoKind kind);

G_END_DECLS
