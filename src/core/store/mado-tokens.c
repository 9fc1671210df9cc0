/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cuts text into tokens, folds it, and teaches both to FTS5. */
#include "core/store/mado-tokens-private.h"

#include <string.h>

#include "core/store/mado-fold.h"

#define MAX_WORD 64    /* characters; the rest of a longer word is not searched */
#define MAX_FACET 1024 /* bytes */

typedef struct
{
  MadoTokenVisitor visitor;
  gpointer user_data;
  gboolean stopped;
  /* The word under way. */
  char word[MAX_WORD * 6];
  gsize word_length;
  guint word_characters;
  gsize word_start;
  gsize word_end;
  /* The CJK character that waits for its neighbour, and the two as a pair. */
  char pair[16];
  gsize pending_length; /* zero: none */
  gsize pending_start;
  gsize pending_end;
  gboolean dotted; /* ・ followed it */
} Cutter;

static void
emit (Cutter *self, const MadoToken *token)
{
  if (!self->stopped && !self->visitor (token, self->user_data))
    self->stopped = TRUE;
}

static void
end_word (Cutter *self)
{
  MadoToken token = { self->word,     self->word_length, self->word_start,
                      self->word_end, self->word_end,    MADO_TOKEN_WORD };

  if (self->word_length == 0)
    return;
  self->word_length = 0;
  self->word_characters = 0;
  emit (self, &token);
}

static void
end_cjk (Cutter *self)
{
  MadoToken token = { self->pair,        self->pending_length, self->pending_start,
                      self->pending_end, self->pending_end,    MADO_TOKEN_LAST };

  if (self->pending_length == 0)
    return;
  self->pending_length = 0;
  self->dotted = FALSE;
  emit (self, &token);
}

static inline void
add_to_word (Cutter *self, gunichar c, gsize start, gsize end)
{
  end_cjk (self);
  if (self->word_length == 0)
    self->word_start = start;
  self->word_end = end;
  if (self->word_characters++ >= MAX_WORD)
    return;
  if (c < 0x80)
    self->word[self->word_length++] = (char) c;
  else
    self->word_length += (gsize) g_unichar_to_utf8 (c, self->word + self->word_length);
}

static inline void
add_cjk (Cutter *self, gunichar c, gsize start, gsize end)
{
  gsize before = self->pending_length;
  gsize size;

  end_word (self);
  size = (gsize) g_unichar_to_utf8 (c, self->pair + before);
  if (before != 0)
    {
      MadoToken token = { self->pair, before + size,     self->pending_start,
                          end,        self->pending_end, MADO_TOKEN_PAIR };

      emit (self, &token);
      memmove (self->pair, self->pair + before, size);
    }
  self->pending_length = size;
  self->pending_start = start;
  self->pending_end = end;
  self->dotted = FALSE;
}

static void
add (Cutter *self, const MadoFolded *folded, gsize start, gsize end)
{
  switch (folded->run)
    {
    case MADO_RUN_WORD:
      add_to_word (self, folded->c, start, end);
      break;
    case MADO_RUN_CJK:
      add_cjk (self, folded->c, start, end);
      break;
    case MADO_RUN_DOT:
      end_word (self);
      if (self->dotted)
        end_cjk (self);
      self->dotted = self->pending_length != 0;
      break;
    case MADO_RUN_SEPARATOR:
    default:
      end_word (self);
      end_cjk (self);
      break;
    }
}

/* Reads the plain ASCII that begins at @i, which most text is, without going through the folding;
 * returns where it ends. A letter before a mark is not plain (no byte of a mark is below 0xcc). */
static inline gsize
add_plain (Cutter *self, const char *text, gsize i, gsize length)
{
  for (; i < length; i++)
    {
      guint8 c = (guint8) text[i];

      if (c >= 0x80 || (i + 1 < length && (guint8) text[i + 1] >= 0xcc))
        break;
      if (g_ascii_isalnum (c))
        add_to_word (self, g_ascii_isupper (c) ? c | 0x20 : c, i, i + 1);
      else
        {
          end_word (self);
          end_cjk (self);
        }
    }
  return i;
}

/* What no query can hold is skipped: broken UTF-8, and values that are too long to be one. */
static gsize
add_facet (Cutter *self, const char *text, gsize start, gsize length)
{
  const char *space = memchr (text + start, ' ', length - start);
  gsize end = space != NULL ? (gsize) (space - text) : length;
  MadoToken token = { text + start, end - start, start, end, end, MADO_TOKEN_FACET };

  end_word (self);
  end_cjk (self);
  if (token.length <= MAX_FACET && g_utf8_validate (token.text, (gssize) token.length, NULL))
    emit (self, &token);
  return end;
}

static inline gboolean
is_facet (const char *text, gsize i, gsize length)
{
  gsize size = strlen (MADO_TOKENS_FACET_MARK);

  return text[i] == MADO_TOKENS_FACET_MARK[0] && length - i >= size
         && memcmp (text + i, MADO_TOKENS_FACET_MARK, size) == 0;
}

gboolean
mado_tokens_visit (const char *text, gsize length, MadoTokenVisitor visitor, gpointer user_data)
{
  Cutter cutter;
  MadoFolded folded[MADO_FOLD_MAX];

  cutter.visitor = visitor; /* the buffers need no clearing */
  cutter.user_data = user_data;
  cutter.stopped = FALSE;
  cutter.word_length = 0;
  cutter.word_characters = 0;
  cutter.pending_length = 0;
  cutter.dotted = FALSE;
  for (gsize i = 0, end; i < length && !cutter.stopped; i = end)
    {
      guint n = 0;

      end = add_plain (&cutter, text, i, length);
      if (end > i)
        continue;
      if (is_facet (text, i, length))
        {
          end = add_facet (&cutter, text, i, length);
          continue;
        }
      end = i + mado_fold_cluster (text + i, length - i, folded, &n);
      for (guint k = 0; k < n; k++)
        add (&cutter, &folded[k], i, end);
    }
  end_word (&cutter);
  end_cjk (&cutter);
  return !cutter.stopped;
}

typedef struct
{
  MadoTokenFunc func;
  gpointer user_data;
} Foreach;

static gboolean
call_func_cb (const MadoToken *token, gpointer user_data)
{
  Foreach *foreach = user_data;

  return foreach->func (token->text, token->length, token->start, token->end, foreach->user_data);
}

/**
 * mado_tokens_foreach:
 * @text: (array length=length): UTF-8; broken bytes separate
 * @length: its bytes
 * @func: (scope call): called with each token, in order; the token is not terminated and lives as
 * long as the call
 * @user_data: for @func
 *
 * Cuts @text into tokens as a document is cut. The characters of one cluster that folds to several
 * (㍿) all have the whole cluster's offsets.
 */
void
mado_tokens_foreach (const char *text, gsize length, MadoTokenFunc func, gpointer user_data)
{
  Foreach foreach = { func, user_data };

  g_return_if_fail (text != NULL || length == 0);
  g_return_if_fail (func != NULL);

  mado_tokens_visit (text, length, call_func_cb, &foreach);
}

typedef struct
{
  GString *string;
  MadoTokenKind previous;
} Folding;

/* The text is put together again from the tokens, so that it says exactly what can be found. */
static gboolean
append_token_cb (const MadoToken *token, gpointer user_data)
{
  Folding *self = user_data;
  gboolean is_cjk = token->kind == MADO_TOKEN_PAIR || token->kind == MADO_TOKEN_LAST;
  gboolean follows_cjk = self->previous == MADO_TOKEN_PAIR || self->previous == MADO_TOKEN_LAST;
  gboolean facet = token->kind == MADO_TOKEN_FACET || self->previous == MADO_TOKEN_FACET;
  gboolean goes_on = self->previous == MADO_TOKEN_PAIR;

  if (self->string->len > 0 && !goes_on && (facet || is_cjk == follows_cjk))
    g_string_append_c (self->string, ' ');
  if (is_cjk)
    g_string_append_len (self->string, token->text, g_utf8_next_char (token->text) - token->text);
  else
    g_string_append_len (self->string, token->text, (gssize) token->length);
  self->previous = token->kind;
  return TRUE;
}

/**
 * mado_tokens_fold:
 * @text: UTF-8; broken bytes separate
 * @length: its bytes, or -1 when it ends with a zero
 *
 * The text as it is searched. Folding what is folded changes nothing.
 *
 * Returns: (transfer full): valid UTF-8, perhaps empty
 */
char *
mado_tokens_fold (const char *text, gssize length)
{
  gsize size = length >= 0 ? (gsize) length : strlen (text);
  Folding folding = { g_string_sized_new (size + 1), MADO_TOKEN_WORD };

  mado_tokens_visit (text, size, append_token_cb, &folding);
  return g_string_free (folding.string, FALSE);
}

typedef struct
{
  void *context;
  int (*func) (void *, int, const char *, int, int, int);
  int result;
} Sink;

static gboolean
give_token_cb (const MadoToken *token, gpointer user_data)
{
  Sink *sink = user_data;

  sink->result = sink->func (sink->context, 0, token->text, (int) token->length, (int) token->start,
                             (int) token->end);
  return sink->result == SQLITE_OK;
}

/* A query comes as the tokens that a needle chose, with one space between them: a run is cut
 * otherwise in a query than in a document, since it may begin and end in the middle of one. */
static int
split_query (Sink *sink, const char *text, gsize length)
{
  gsize start = 0;

  for (gsize i = 0; i <= length && sink->result == SQLITE_OK; i++)
    if (i == length || text[i] == ' ')
      {
        if (i > start)
          sink->result = sink->func (sink->context, 0, text + start, (int) (i - start), (int) start,
                                     (int) i);
        start = i + 1;
      }
  return sink->result;
}

static int
tokenize_cb (Fts5Tokenizer *tokenizer, void *context, int flags, const char *text, int length,
             int (*func) (void *, int, const char *, int, int, int))
{
  Sink sink = { context, func, SQLITE_OK };

  if (text == NULL || length <= 0)
    return SQLITE_OK;
  if (flags & FTS5_TOKENIZE_QUERY)
    return split_query (&sink, text, (gsize) length);
  mado_tokens_visit (text, (gsize) length, give_token_cb, &sink);
  return sink.result;
}

/* The tokenizer has no settings and keeps nothing; FTS5 wants a handle all the same. */
static int
create_cb (void *context, const char **arguments, int n_arguments, Fts5Tokenizer **tokenizer)
{
  if (n_arguments > 0)
    return SQLITE_ERROR;
  *tokenizer = sqlite3_malloc (1);
  return *tokenizer != NULL ? SQLITE_OK : SQLITE_NOMEM;
}

static void
delete_cb (Fts5Tokenizer *tokenizer)
{
  sqlite3_free (tokenizer);
}

/**
 * mado_tokens_register:
 * @db: an open database
 *
 * Makes the tokenizer "mado" known to FTS5 in this handle. A query's phrases must be those of
 * mado_needle_get_match().
 *
 * Returns: an SQLite code; %SQLITE_ERROR when this SQLite has no FTS5
 */
int
mado_tokens_register (sqlite3 *db)
{
  fts5_tokenizer functions = { create_cb, delete_cb, tokenize_cb };
  fts5_api *api = NULL;
  sqlite3_stmt *statement = NULL;
  int result = sqlite3_prepare_v2 (db, "SELECT fts5(?1)", -1, &statement, NULL);

  if (result != SQLITE_OK)
    return result;
  sqlite3_bind_pointer (statement, 1, &api, "fts5_api_ptr", NULL);
  sqlite3_step (statement);
  result = sqlite3_finalize (statement);
  if (result != SQLITE_OK)
    return result;
  if (api == NULL || api->iVersion < 2)
    return SQLITE_ERROR;
  return api->xCreateTokenizer (api, "mado", NULL, &functions, NULL);
}
