/* SPDX-License-Identifier: GPL-3.0-or-later */
/* THE table of sections. To add one that lists a kind, add a row. */
#include "app/sections/mado-sections.h"

#include <glib/gi18n.h>

#include "app/sections/desk/mado-case-pane.h"
#include "app/sections/desk/mado-case-sheet.h"
#include "app/sections/kept/mado-kept-page.h"
#include "app/sections/overview/mado-overview.h"
#include "app/sections/updates/mado-updates-page.h"

#define KIND(kind) (1u << (kind))

static const MadoSection sections[] = {
  { "overview", NC_ ("section", "Overview"), "go-home-symbolic", 0, MADO_ORDER_DEFAULT,
    MADO_SECTION_GROUP_RECORDS, NULL, mado_overview_get_type },
  { "dialogue", NC_ ("section", "Policy dialogue"), "mado-dialogue-symbolic",
    KIND (MADO_KIND_DIALOGUE), MADO_ORDER_DEFAULT, MADO_SECTION_GROUP_RECORDS,
    N_ ("Summits, Joint Committees, ministerial meetings and the talks on association.") },
  { "agreements", NC_ ("section", "Agreements"), "mado-agreement-symbolic",
    KIND (MADO_KIND_AGREEMENT), MADO_ORDER_DEFAULT, MADO_SECTION_GROUP_RECORDS,
    N_ ("Treaties, arrangements and joint statements, with their status.") },
  { "projects", NC_ ("section", "Projects"), "applications-science-symbolic",
    KIND (MADO_KIND_PROJECT), MADO_ORDER_DEFAULT, MADO_SECTION_GROUP_RECORDS,
    N_ ("Projects and programmes in which both sides work together."), .is_table = TRUE },
  { "funding", NC_ ("section", "Funding and mobility"), "mado-funding-symbolic",
    KIND (MADO_KIND_OPPORTUNITY), MADO_ORDER_DEFAULT, MADO_SECTION_GROUP_RECORDS,
    N_ ("Calls, fellowships and schemes, open and closed.") },
  { "events", NC_ ("section", "Events"), "x-office-calendar-symbolic", KIND (MADO_KIND_EVENT),
    MADO_ORDER_DEFAULT, MADO_SECTION_GROUP_RECORDS,
    N_ ("Conferences, workshops and information days.") },
  { "news", NC_ ("section", "News"), "mado-news-symbolic", KIND (MADO_KIND_NEWS),
    MADO_ORDER_DEFAULT, MADO_SECTION_GROUP_RECORDS,
    N_ ("Announcements by the institutions of both sides.") },
  { "organisations", NC_ ("section", "Organisations"), "mado-organisation-symbolic",
    KIND (MADO_KIND_ORGANISATION) | KIND (MADO_KIND_PERSON), MADO_ORDER_DEFAULT,
    MADO_SECTION_GROUP_RECORDS, N_ ("Institutions and the people who act for them.") },
  { "documents", NC_ ("section", "Documents"), "x-office-document-symbolic",
    KIND (MADO_KIND_DOCUMENT), MADO_ORDER_DEFAULT, MADO_SECTION_GROUP_RECORDS,
    N_ ("Roadmaps, reports, decisions and joint statements.") },
  { "glossary", NC_ ("section", "Glossary"), "accessories-dictionary-symbolic",
    KIND (MADO_KIND_TERM), MADO_ORDER_DEFAULT, MADO_SECTION_GROUP_RECORDS,
    N_ ("The words of the cooperation in English and Japanese.") },
  { "figures", NC_ ("section", "Figures"), "mado-figure-symbolic", KIND (MADO_KIND_FIGURE),
    MADO_ORDER_DEFAULT, MADO_SECTION_GROUP_RECORDS,
    N_ ("Numbers that are quoted, each with its date and source.") },
  { "kept", NC_ ("section", "Notes and stars"), "starred-symbolic", 0, MADO_ORDER_DEFAULT,
    MADO_SECTION_GROUP_RECORDS, NULL, mado_kept_page_get_type },
  { "cases", NC_ ("section", "Cases"), "mail-unread-symbolic", 0, MADO_ORDER_DEFAULT,
    MADO_SECTION_GROUP_DESK, NULL, mado_case_sheet_get_type, mado_case_pane_get_type },
  { "answers", NC_ ("section", "Answers"), "help-faq-symbolic", KIND (MADO_KIND_ANSWER),
    MADO_ORDER_DEFAULT, MADO_SECTION_GROUP_DESK,
    N_ ("Answers to the questions that are asked most often.") },
  { "updates", NC_ ("section", "Updates"), "software-update-available-symbolic", 0,
    MADO_ORDER_DEFAULT, MADO_SECTION_GROUP_FOOT, NULL, mado_updates_page_get_type },
};

guint
mado_sections_get_n (void)
{
  return G_N_ELEMENTS (sections);
}

const MadoSection *
mado_sections_get (guint i)
{
  g_return_val_if_fail (i < G_N_ELEMENTS (sections), NULL);

  return &sections[i];
}

const MadoSection *
mado_sections_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    if (g_strcmp0 (sections[i].id, id) == 0)
      return &sections[i];
  return NULL;
}

const MadoSection *
mado_sections_find_kind (MadoKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    if (mado_section_has (&sections[i], kind))
      return &sections[i];
  return NULL;
}

const char *
mado_section_get_title (const MadoSection *section)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "section", section->title);
}

const char *
mado_section_get_hint (const MadoSection *section)
{
  return section->hint ? _ (section->hint) : "";
}

gboolean
mado_section_has (const MadoSection *section, MadoKind kind)
{
  return kind != MADO_KIND_NONE && (section->kinds & KIND (kind)) != 0;
}

guint64
mado_section_count (const MadoSection *section, const guint64 *counts)
{
  guint64 count = 0;

  for (guint kind = 1; kind < MADO_N_KINDS; kind++)
    if (mado_section_has (section, kind))
      count += counts[kind];
  return count;
}

static char *
format_number (guint64 number)
{
  return mado_number_format ((gint64) MIN (number, G_MAXINT64), MADO_LANGUAGE_EN);
}

static gulong
plural_of (guint64 number)
{
  return (gulong) MIN (number, G_MAXULONG);
}

/**
 * mado_section_format_count:
 * @section: a section
 * @counts: (array fixed-size=14): records of each kind
 *
 * Returns: (transfer full): "40 records", or for the section of organisations and people
 *   "75 organisations, 13 people", in the language of the interface
 */
char *
mado_section_format_count (const MadoSection *section, const guint64 *counts)
{
  guint64 people = counts[MADO_KIND_PERSON], organisations = counts[MADO_KIND_ORGANISATION];
  g_autofree char *number = NULL, *first = NULL, *second = NULL;

  if (!mado_section_has (section, MADO_KIND_PERSON) || people == 0)
    {
      guint64 count = mado_section_count (section, counts);

      number = format_number (count);
      /* Translators: %s is the number. */
      return g_strdup_printf (ngettext ("%s record", "%s records", plural_of (count)), number);
    }
  number = format_number (organisations);
  first = g_strdup_printf (
      ngettext ("%s organisation", "%s organisations", plural_of (organisations)), number);
  g_free (number);
  number = format_number (people);
  second = g_strdup_printf (ngettext ("%s person", "%s people", plural_of (people)), number);
  /* Translators: "75 organisations" and "13 people". */
  return g_strdup_printf (C_ ("counts", "%1$s, %2$s"), first, second);
}

const char *
mado_kind_get_title (MadoKind kind)
{
  const MadoSection *section;

  if (kind == MADO_KIND_PERSON)
    return C_ ("section", "People");
  if (kind == MADO_KIND_THEME)
    return C_ ("section", "Themes");
  section = mado_sections_find_kind (kind);
  return section ? mado_section_get_title (section) : "";
}
