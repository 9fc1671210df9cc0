/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folds text cluster by cluster, so that every folded character knows the bytes it came from.
 * Characters that Japanese and English text is made of are folded by arithmetic, the rest by ICU.
 */
#include "core/store/mado-fold.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>

#define INVALID ((gunichar) -1)
#define MAX_MARKS 14 /* of one cluster; further ones are read and forgotten */
#define MAX_UNITS 256
#define MIDDLE_DOT 0x30fb
#define VOICED_MARK 0x3099 /* combining; the spacing one is 0x309b */
#define HALF_VOICED 0xff9e
#define HALF_SEMIVOICED 0xff9f

/* Letters that Unicode does not take apart into a letter and an accent, and that a reader without
 * the keyboard for them types so. */
static const struct
{
  gunichar from;
  const char *to;
} letters[] = {
  { 0x00e6, "ae" }, /* æ */
  { 0x00f0, "d" },  /* ð */
  { 0x00f8, "o" },  /* ø */
  { 0x00fe, "th" }, /* þ */
  { 0x0111, "d" },  /* đ */
  { 0x0127, "h" },  /* ħ */
  { 0x0131, "i" },  /* ı: İ and I are folded to i as well */
  { 0x0142, "l" },  /* ł */
  { 0x0153, "oe" }, /* œ */
  { 0x0167, "t" },  /* ŧ */
};

/* Returns INVALID, one byte long, for what is not UTF-8 (RFC 3629: no overlong forms, no
 * surrogates). */
static inline gunichar
decode (const guint8 *p, gsize length, gsize *n)
{
  static const gunichar least[] = { 0, 0, 0x80, 0x800, 0x10000 };
  gunichar c = p[0];
  gsize size;

  *n = 1;
  if (c < 0x80)
    return c;
  size = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2;
  if (c < 0xc2 || c > 0xf4 || length < size)
    return INVALID;
  c &= 0x7f >> size;
  for (gsize i = 1; i < size; i++)
    {
      if ((p[i] & 0xc0) != 0x80)
        return INVALID;
      c = c << 6 | (p[i] & 0x3f);
    }
  if (c < least[size] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
    return INVALID;
  *n = size;
  return c;
}

static inline gboolean
is_between (gunichar c, gunichar first, gunichar last)
{
  return c - first <= last - first;
}

static gboolean
is_cjk (gunichar c)
{
  return is_between (c, 0x3041, 0x3096) || is_between (c, 0x4e00, 0x9fff) || /* hiragana, Han */
         is_between (c, 0x30a1, 0x30fa) || is_between (c, 0x30fc, 0x30ff) || /* katakana, ー */
         is_between (c, 0xac00, 0xd7a3) || is_between (c, 0x3400, 0x4dbf)
         || is_between (c, 0x3005, 0x3007) || is_between (c, 0x3021, 0x3029) || /* 々〆〇, 〡 */
         is_between (c, 0x3031, 0x3035) || is_between (c, 0x3038, 0x303c)
         || is_between (c, 0x309d, 0x309f) || is_between (c, 0x31f0, 0x31ff) || /* ゝゞ, ㇰ */
         is_between (c, 0x1100, 0x11ff) || is_between (c, 0x3130, 0x318f) || /* Hangul's letters */
         is_between (c, 0xa960, 0xa97c) || is_between (c, 0xd7b0, 0xd7fb)
         || is_between (c, 0xf900, 0xfaff) || is_between (c, 0x1aff0, 0x1b16f)
         || is_between (c, 0x20000, 0x3fffd);
}

static inline gboolean
is_kana (gunichar c)
{
  return (is_between (c, 0x3041, 0x30ff) && c != MIDDLE_DOT) || is_between (c, 0xff66, 0xff9d);
}

static inline gboolean
is_mark (gunichar c)
{
  if (c < 0x300 || is_between (c, 0x309b, 0xa66e) || is_between (c, 0xac00, 0xd7a3))
    return FALSE;
  return (U_GET_GC_MASK (c) & U_GC_M_MASK) != 0;
}

static inline gboolean
is_hangul (gunichar c)
{
  return is_between (c, 0x1100, 0x11ff) || is_between (c, 0xa960, 0xa97c)
         || is_between (c, 0xac00, 0xd7a3) || is_between (c, 0xffa1, 0xffdc);
}

/* Vowels and finals, which compose with what is before them. */
static inline gboolean
is_hangul_part (gunichar c)
{
  return is_between (c, 0x1160, 0x11ff) || is_between (c, 0xd7b0, 0xd7fb)
         || is_between (c, 0xffc2, 0xffdc);
}

/* Does @c belong to the cluster that @base begins? ﾞ and ゛ are typed for the combining mark. */
static inline gboolean
extends (gunichar base, gunichar c)
{
  if (c < 0x300 || c == INVALID || is_between (c, 0x3400, 0x9fff))
    return FALSE;
  if (is_mark (c) || c == HALF_VOICED || c == HALF_SEMIVOICED)
    return TRUE;
  if (is_between (c, 0x309b, 0x309c))
    return is_kana (base);
  return is_hangul_part (c) && is_hangul (base);
}

/* Does what begins here stand alone, whatever is before it? Told from the bytes alone for nearly
 * all text: Han, and kana but for U+302A–302F and U+3099–309C. */
static inline gboolean
stands_alone (const guint8 *p, gsize length)
{
  if (p[0] < 0xcc || (p[0] >= 0xe4 && p[0] <= 0xe9)) /* nothing below U+0300 is a mark */
    return TRUE;
  if (p[0] != 0xe3 || length < 3)
    return FALSE;
  if (p[1] == 0x80)
    return p[2] < 0xaa || p[2] > 0xaf;
  return p[1] != 0x82 || p[2] < 0x99 || p[2] > 0x9c;
}

static inline gunichar
fold_variant (gunichar c)
{
  switch (c)
    {
    /* Variants of one character in names. JIS X 0208 has a single code for both shapes, so whoever
     * types the name on an older system, or from memory, types the common one. Pairs that JIS X
     * 0208 tells apart (濱 浜, 邊 辺, 齋 斎 斉) are different names and stay so. */
    case 0x9ad9: /* 髙 */
      return 0x9ad8;
    case 0xfa11: /* 﨑 */
      return 0x5d0e;
    case 0x6ff5: /* 濵 */
      return 0x6ff1;
    case 0x20bb7: /* 𠮷 */
      return 0x5409;
    case 0x5fb7: /* 德 */
      return 0x5fb3;
    case 0x7028: /* 瀨 */
      return 0x702c;
    /* The four whose simpler shape the table of jōyō kanji (Cabinet notice no. 2 of 2010) allows
     * where a device cannot write the listed one; most input methods still give the simpler one. */
    case 0x20b9f: /* 𠮟 */
      return 0x53f1;
    case 0x5861: /* 塡 */
      return 0x586b;
    case 0x525d: /* 剝 */
      return 0x5265;
    case 0x9830: /* 頰 */
      return 0x982c;
    default:
      return c;
    }
}

static inline gunichar
fold_katakana (gunichar c)
{
  return is_between (c, 0x30a1, 0x30f6) || is_between (c, 0x30fd, 0x30fe) ? c - 0x60 : c;
}

static inline gboolean
set (MadoFolded *folded, gunichar c, MadoRun run)
{
  folded->c = c;
  folded->run = run;
  return TRUE;
}

/* The characters that nearly all text is made of, standing alone; FALSE for any other. */
static gboolean
fold_common (gunichar c, MadoFolded *folded)
{
  if (c < 0x80)
    return g_ascii_isalnum (c) ? set (folded, g_ascii_tolower (c), MADO_RUN_WORD)
                               : set (folded, ' ', MADO_RUN_SEPARATOR);
  if (is_between (c, 0x4e00, 0x9fff))
    return set (folded, fold_variant (c), MADO_RUN_CJK);
  if (is_between (c, 0x3041, 0x3096) || c == 0x30fc)
    return set (folded, c, MADO_RUN_CJK);
  if (is_between (c, 0x30a1, 0x30f6))
    return set (folded, c - 0x60, MADO_RUN_CJK);
  if (c == MIDDLE_DOT || c == 0xff65)
    return set (folded, MIDDLE_DOT, MADO_RUN_DOT);
  if (is_between (c, 0x3000, 0x3003) || is_between (c, 0x3008, 0x301f)
      || is_between (c, 0x2010, 0x2027))
    return set (folded, ' ', MADO_RUN_SEPARATOR);
  if (is_between (c, 0xff01, 0xff5e))
    return fold_common (c - 0xff01 + '!', folded);
  return FALSE;
}

static MadoRun
classify (gunichar c)
{
  if (c == MIDDLE_DOT)
    return MADO_RUN_DOT;
  if (is_hangul_part (c)) /* alone it would compose with what happens to come before */
    return MADO_RUN_SEPARATOR;
  if (is_cjk (c))
    return MADO_RUN_CJK;
  return U_GET_GC_MASK (c) & (U_GC_L_MASK | U_GC_N_MASK) ? MADO_RUN_WORD : MADO_RUN_SEPARATOR;
}

/* Accents are dropped from the scripts of Europe, and any mark from what takes none (digits, Han);
 * the vowel signs of other scripts are letters in all but name. */
static gboolean
keeps_marks (gunichar base, MadoRun run)
{
  UErrorCode status = U_ZERO_ERROR;

  if (run != MADO_RUN_WORD || base < 0x530)
    return FALSE;
  switch (uscript_getScript ((UChar32) base, &status))
    {
    case USCRIPT_LATIN:
    case USCRIPT_GREEK:
    case USCRIPT_CYRILLIC:
    case USCRIPT_COMMON:
    case USCRIPT_INHERITED:
      return FALSE;
    default:
      return U_SUCCESS (status);
    }
}

static guint
add_word_letter (gunichar c, MadoFolded *folded, guint n)
{
  const char *to = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (letters) && to == NULL; i++)
    if (letters[i].from == c)
      to = letters[i].to;
  if (to == NULL)
    return set (&folded[n], c, MADO_RUN_WORD), n + 1;
  for (; *to != '\0' && n < MADO_FOLD_MAX; to++)
    set (&folded[n++], (gunichar) *to, MADO_RUN_WORD);
  return n;
}

/* é → e: the first character of the canonical decomposition, in the scripts that lose their
 * accents. */
static gunichar
drop_accent (gunichar c)
{
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *nfd = unorm2_getNFDInstance (&status);
  UChar units[16];
  UChar32 base;
  gint32 n, i = 0;

  if (U_FAILURE (status) || keeps_marks (c, MADO_RUN_WORD))
    return c;
  n = unorm2_getDecomposition (nfd, (UChar32) c, units, G_N_ELEMENTS (units), &status);
  if (U_FAILURE (status) || n <= 0)
    return c;
  U16_NEXT (units, i, n, base);
  return (gunichar) base;
}

static guint
fold_units (const UChar *units, gint32 length, MadoFolded *folded)
{
  guint n = 0;
  gboolean keeps = FALSE;

  for (gint32 i = 0; i < length && n < MADO_FOLD_MAX;)
    {
      UChar32 next;
      gunichar c;
      MadoRun run;

      U16_NEXT (units, i, length, next);
      c = (gunichar) next;
      if (is_mark (c))
        {
          if (keeps)
            set (&folded[n++], c, MADO_RUN_WORD);
          continue;
        }
      run = classify (c);
      keeps = keeps_marks (c, run);
      if (run == MADO_RUN_CJK)
        set (&folded[n++], fold_variant (fold_katakana (c)), run);
      else if (run == MADO_RUN_WORD)
        n = add_word_letter (drop_accent (c), folded, n);
      else
        set (&folded[n++], ' ' + (run == MADO_RUN_DOT) * (MIDDLE_DOT - ' '), run);
    }
  return n;
}

/* NFKC with case folding and without the characters that are invisible (Unicode's NFKC_Casefold),
 * then our own table. */
static guint
fold_rare (const UChar *units, gint32 length, MadoFolded *folded)
{
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *nfkc = unorm2_getNFKCCasefoldInstance (&status);
  UChar normal[MAX_UNITS];
  gint32 n = unorm2_normalize (nfkc, units, length, normal, G_N_ELEMENTS (normal), &status);

  if (U_FAILURE (status))
    return set (folded, ' ', MADO_RUN_SEPARATOR), 1;
  return fold_units (normal, n, folded);
}

/*
 * mado_fold_cluster:
 * @text: (array length=length): bytes, UTF-8 or not
 * @length: how many there are, at least one
 * @folded: (out): room for %MADO_FOLD_MAX characters
 * @n_folded: (out): how many there are; zero for what is invisible
 *
 * Folds the first character of @text together with the marks that follow it.
 *
 * Returns: how many bytes of @text the cluster takes, at least one
 */
gsize
mado_fold_cluster (const char *text, gsize length, MadoFolded *folded, guint *n_folded)
{
  const guint8 *bytes = (const guint8 *) text;
  UChar units[2 * (MAX_MARKS + 1)];
  gint32 n_units = 0;
  guint n_marks = 0;
  gsize used, size;
  gunichar base = decode (bytes, length, &used);

  *n_folded = 1;
  if (base == INVALID)
    return set (folded, ' ', MADO_RUN_SEPARATOR), used;
  U16_APPEND_UNSAFE (units, n_units, base);
  while (used < length && !stands_alone (bytes + used, length - used))
    {
      gunichar c = decode (bytes + used, length - used, &size);

      if (!extends (base, c))
        break;
      used += size;
      if (is_between (c, 0x309b, 0x309c))
        c = VOICED_MARK + (c - 0x309b);
      if (n_marks++ < MAX_MARKS && !(is_hangul (base) && is_mark (c)))
        U16_APPEND_UNSAFE (units, n_units, c);
    }
  if (n_marks == 0 && fold_common (base, folded))
    return used;
  *n_folded = fold_rare (units, n_units, folded);
  return used;
}
