/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is printed, before it is laid out. */
#include "app/sections/mado-sheet.h"

#include "app/widgets/mado-inert.h"

static void
free_block (MadoSheetBlock *self)
{
  g_free (self->label);
  g_free (self->text);
  g_free (self);
}

MadoSheet *
mado_sheet_new (void)
{
  MadoSheet *self = g_new0 (MadoSheet, 1);

  self->title = g_strdup ("");
  self->edition = g_strdup ("");
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) free_block);
  return self;
}

void
mado_sheet_free (MadoSheet *self)
{
  g_free (self->title);
  g_free (self->edition);
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

void
mado_sheet_set_title (MadoSheet *self, const char *title)
{
  g_return_if_fail (self != NULL && title != NULL);

  g_free (self->title);
  self->title = mado_inert_line (title, NULL);
}

void
mado_sheet_set_edition (MadoSheet *self, const char *edition)
{
  g_return_if_fail (self != NULL && edition != NULL);

  g_free (self->edition);
  self->edition = mado_inert_line (edition, NULL);
}

/**
 * mado_sheet_add:
 * @language: of @text
 * @label: (nullable): stands before it, in the language of the interface
 * @text: anything: it is made inert
 */
void
mado_sheet_add (MadoSheet *self, MadoSheetStyle style, MadoLanguage language, const char *label,
                const char *text)
{
  MadoSheetBlock *block;

  g_return_if_fail (self != NULL && text != NULL);

  block = g_new0 (MadoSheetBlock, 1);
  block->style = style;
  block->language = language;
  block->label = label ? mado_inert_line (label, NULL) : NULL;
  block->text = mado_inert_text (text, NULL);
  g_ptr_array_add (self->blocks, block);
}
