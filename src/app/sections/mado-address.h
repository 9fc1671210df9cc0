/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An address that another program, a mail or a note may hold, and that the window shows when it is
 * opened: "madoguchi://record/st-agreement", "madoguchi://section/agreements?q=in%20force",
 * "madoguchi://search?q=quantum", and that of a case,
 * "madoguchi://case/" with its id. It can only show: there is none that does anything. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define MADO_ADDRESS_SCHEME "madoguchi"
#define MADO_ADDRESS_MAX_LENGTH 4096 /* bytes, as written */

/**
 * MadoAddressError:
 * @MADO_ADDRESS_ERROR_FOREIGN: it is no address of this program
 * @MADO_ADDRESS_ERROR_MALFORMED: it is not written as an address is
 * @MADO_ADDRESS_ERROR_TOO_LONG: longer than %MADO_ADDRESS_MAX_LENGTH
 * @MADO_ADDRESS_ERROR_WANTS_MORE: it asks for something else than to show a record or a section
 */
typedef enum
{
  MADO_ADDRESS_ERROR_FOREIGN,
  MADO_ADDRESS_ERROR_MALFORMED,
  MADO_ADDRESS_ERROR_TOO_LONG,
  MADO_ADDRESS_ERROR_WANTS_MORE,
} MadoAddressError;

#define MADO_ADDRESS_ERROR (mado_address_error_quark ())
GQuark mado_address_error_quark (void);

typedef struct
{
  char *record;    /* nullable: the id of the record to show */
  char *desk_case; /* nullable: the id of the case to show */
  char *section;   /* nullable: the id of the section to show; without one, all are searched */
  char *query;     /* nullable: what to search for */
} MadoAddress;

MadoAddress *mado_address_parse (const char *text, GError **error);
void mado_address_free (MadoAddress *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoAddress, mado_address_free)

/* transfer full */
char *mado_address_for_record (const char *id);
char *mado_address_for_case (const char *id);
char *mado_address_for_section (const char *id, const char *query);
char *mado_address_for_search (const char *query);

G_END_DECLS
