/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text in English and Japanese. Immutable. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  MADO_LANGUAGE_EN,
  MADO_LANGUAGE_JA,
} MadoLanguage;

const char *mado_language_get_code (MadoLanguage language); /* "en", "ja": for Pango and JSON */

typedef struct _MadoText MadoText;
#define MADO_TYPE_TEXT (mado_text_get_type ())
GType mado_text_get_type (void);

MadoText *mado_text_new (const char *en, const char *ja); /* either may be NULL, not both */
MadoText *mado_text_ref (MadoText *self);
void mado_text_unref (MadoText *self);

/* The text in @language, or in the other one; @shown (out, optional) tells in which. Never NULL. */
const char *mado_text_get (const MadoText *self, MadoLanguage language, MadoLanguage *shown);
/* The text in @language only; NULL where it is missing. */
const char *mado_text_get_exact (const MadoText *self, MadoLanguage language);

/* Paragraphs, one by one the same content in both languages ("body"). Immutable. */
typedef struct _MadoParagraphs MadoParagraphs;
#define MADO_TYPE_PARAGRAPHS (mado_paragraphs_get_type ())
GType mado_paragraphs_get_type (void);
MadoParagraphs *mado_paragraphs_ref (MadoParagraphs *self);
void mado_paragraphs_unref (MadoParagraphs *self);
guint mado_paragraphs_get_n (const MadoParagraphs *self);
/* transfer none: paragraph @i in both languages */
MadoText *mado_paragraphs_get (const MadoParagraphs *self, guint i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoText, mado_text_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoParagraphs, mado_paragraphs_unref)

G_END_DECLS
