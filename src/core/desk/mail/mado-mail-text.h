/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes that somebody sent become text that can be shown: in UTF-8, without control characters,
 * never longer than asked for. For mado-mail.c only. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* @charset (nullable): what the sender says; it is believed unless the bytes belie it. @cut (out,
 * optional): it was longer than @max. transfer full */
char *mado_mail_text_decode (const char *bytes, gsize length, const char *charset, gsize max,
                             gboolean *cut);
/* What a reader of HTML would read, roughly: no tags, no styles, the common entities. transfer full
 */
char *mado_mail_text_from_html (const char *html);
/* A name for showing and saving: no folder, no line break, no turned text; never empty. transfer
 * full */
char *mado_mail_text_clean_name (const char *name);

G_END_DECLS
