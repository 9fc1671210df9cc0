/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the bytes of a file go: into memory, or behind those that a download has already. */
#include "core/net/mado-job.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

gboolean
mado_net_fail (GError **error, MadoNetError code, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (error)
    *error = g_error_new_valist (MADO_NET_ERROR, code, format, arguments);
  va_end (arguments);
  return FALSE;
}

static gboolean
fail_by_errno (GError **error)
{
  int code = errno;

  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (code), g_strerror (code));
  return FALSE;
}

/* Opens what is there of the file already. */
gboolean
mado_job_open (MadoJob *job, const char *path, GError **error)
{
  struct stat status;
  int code;

  job->descriptor = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (job->descriptor >= 0 && fstat (job->descriptor, &status) == 0
      && lseek (job->descriptor, 0, SEEK_END) >= 0)
    {
      job->done = (guint64) status.st_size;
      return job->done <= job->most || mado_job_restart (job, error);
    }
  code = errno;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", path, g_strerror (code));
  return FALSE;
}

/* Empties what was taken; a server that cannot go on from there gets one chance from the start. */
gboolean
mado_job_restart (MadoJob *job, GError **error)
{
  job->done = 0;
  if (job->bytes)
    g_byte_array_set_size (job->bytes, 0);
  else if (ftruncate (job->descriptor, 0) != 0 || lseek (job->descriptor, 0, SEEK_SET) != 0)
    return fail_by_errno (error);
  return TRUE;
}

gboolean
mado_job_refuse_length (MadoJob *job, GError **error)
{
  return mado_net_fail (error, MADO_NET_ERROR_TOO_LARGE,
                        "more than the %" G_GUINT64_FORMAT " bytes come that it may have",
                        job->most);
}

static gboolean
write_all (int descriptor, const guint8 *data, gsize length)
{
  while (length > 0)
    {
      ssize_t n_written = write (descriptor, data, length);

      if (n_written < 0 && errno != EINTR)
        return FALSE;
      data += MAX (n_written, 0);
      length -= (gsize) MAX (n_written, 0);
    }
  return TRUE;
}

gboolean
mado_job_store (MadoJob *job, const guint8 *data, gsize length, GError **error)
{
  if (job->bytes)
    g_byte_array_append (job->bytes, data, (guint) length);
  else if (!write_all (job->descriptor, data, length))
    return fail_by_errno (error);
  job->done += length;
  if (job->progress)
    job->progress (job->done, job->user_data);
  return TRUE;
}
