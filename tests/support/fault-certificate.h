/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A certificate that signs itself, made anew each time: none is kept in the tree. */
#pragma once

#include <glib.h>

/* Certificate and key in PEM, of @name. transfer full */
char *fault_certificate_make (const char *name, gboolean expired);
