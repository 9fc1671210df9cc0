/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which file the user means, or where one is to be: the questions, and the writing. The one place
 * that knows the file chooser. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

char *mado_files_make_name (const char *title, const char *ending);
void mado_files_save_async (GtkWidget *widget, const char *title, const char *name, GBytes *content,
                            GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data);
GFile *mado_files_save_finish (GAsyncResult *result, GError **error);
/* The same as a sentence. transfer full, nullable: no file was chosen */
char *mado_files_explain_saved (GAsyncResult *result);

void mado_files_write_async (GFile *file, GBytes *content, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);

/* Asks for a file to read, such as *.ics; nothing is read. Errors as above; those of D-Bus when a
 * sandbox has no portal to ask. */
void mado_files_choose_async (GtkWidget *widget, const char *title, const char *kind,
                              const char *pattern, GAsyncReadyCallback callback,
                              gpointer user_data);
void mado_files_choose_folder_async (GtkWidget *widget, const char *title,
                                     GAsyncReadyCallback callback, gpointer user_data);
GFile *mado_files_choose_finish (GAsyncResult *result, GError **error);
GFile *mado_files_take_chosen (GAsyncResult *result);

G_END_DECLS
