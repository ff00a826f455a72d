// What is kept of a document beside its edits.
#include "workspace/journal-inner.h"

#include "base/json.h"
#include "syntax/syntax.h"

enum { SELECTIONS_KEPT = 1000 };

static void write_disk(JsonOut *w, const FsStat *st)
{
    AUTO(buf) Buf words = BUF_INIT; // numbers of more bits than JSON's have
    buf_addf(&words, "%llu %llu %llu %lld %lld %u", (unsigned long long)st->dev,
             (unsigned long long)st->ino, (unsigned long long)st->nbytes, (long long)st->mtime_ns,
             (long long)st->ctime_ns, st->mode);
    json_out_str(w, "disk", buf_str(&words));
}

static void write_selections(JsonOut *w, const View *v)
{
    size_t n = MIN(v->sel.v.n, (size_t)SELECTIONS_KEPT);
    json_out_object(w, NULL);
    json_out_int(w, "top", (int64_t)v->top);
    json_out_int(w, "primary", (int64_t)(v->sel.primary < n ? v->sel.primary : 0));
    json_out_array(w, "selections");
    for (size_t i = 0; i < n; i++) {
        json_out_int(w, NULL, (int64_t)v->sel.v.p[i].anchor);
        json_out_int(w, NULL, (int64_t)v->sel.v.p[i].head);
    }
    json_out_end(w);
    json_out_end(w);
}

static void write_views(JsonOut *w, const Document *d)
{
    json_out_array(w, "views");
    VEC_EACH (View *, v, &d->ws->views)
        if ((*v)->doc == d)
            write_selections(w, *v);
    json_out_end(w);
}

void journal_meta_write(const Document *d, Buf *out)
{
    JsonOut w = {.out = out};
    json_out_object(&w, NULL);
    json_out_str(&w, "title", str_c(d->title));
    json_out_str(&w, "encoding", str_c(d->coding.encoding->id));
    json_out_bool(&w, "bom", d->coding.bom);
    json_out_bool(&w, "cr", d->coding.cr);
    json_out_bool(&w, "crlf", d->crlf);
    json_out_bool(&w, "recoded", d->recoded);
    json_out_bool(&w, "inexact", d->inexact);
    json_out_bool(&w, "binary", d->binary);
    json_out_bool(&w, "tabs", d->tabs);
    json_out_int(&w, "indent", d->indent_width);
    json_out_bool(&w, "indentChosen", d->indent_chosen);
    if (d->syntax)
        json_out_str(&w, "language", str_c(language_id(syntax_language(d->syntax))));
    json_out_bool(&w, "onDisk", d->on_disk);
    write_disk(&w, &d->disk);
    write_views(&w, d);
    json_out_end(&w);
}

static bool read_disk(Str words, FsStat *st)
{
    long long n[6];
    Str word;
    for (int i = 0; i < 6; i++)
        if (!str_split(&words, ' ', &word) || !str_to_i64(word, &n[i]))
            return false;
    *st = (FsStat){.dev = (uint64_t)n[0],
                   .ino = (uint64_t)n[1],
                   .nbytes = (uint64_t)n[2],
                   .mtime_ns = n[3],
                   .ctime_ns = n[4],
                   .mode = (uint32_t)n[5],
                   .nlink = 1};
    return true;
}

bool journal_meta_read(Str meta, JournalMeta *out)
{
    JsonDoc *doc = json_parse(meta, NULL);
    const Json *root = json_root(doc);
    *out = (JournalMeta){
        .coding = {.encoding = encoding_find(json_str_or(json_get(root, "encoding"), STR("utf8"))),
                   .bom = json_bool_or(json_get(root, "bom"), false),
                   .cr = json_bool_or(json_get(root, "cr"), false)},
        .on_disk = json_bool_or(json_get(root, "onDisk"), false),
        .binary = json_bool_or(json_get(root, "binary"), false),
        .title = str_dup(json_str_or(json_get(root, "title"), STR("Untitled"))),
    };
    bool ok = json_kind(root) == JSON_OBJECT && out->coding.encoding &&
              read_disk(json_str_or(json_get(root, "disk"), STR_NULL), &out->disk);
    if (!out->coding.encoding)
        out->coding.encoding = encoding_find(STR("utf8"));
    json_free(doc);
    return ok;
}

static size_t offset_in(const Json *j)
{
    return (size_t)MAX(0, json_int_or(j, 0));
}

static void apply_view(View *v, const Json *j)
{
    Selections sel = {0};
    for (const Json *x = json_first(json_get(j, "selections")); x && json_next(x);
         x = json_next(json_next(x)))
        vec_push(&sel.v, selection_of(offset_in(x), offset_in(json_next(x))));
    size_t primary = offset_in(json_get(j, "primary"));
    if (sel.v.n) {
        sel.primary = primary < sel.v.n ? primary : 0;
        view_select_all(v, &sel);
    }
    selections_deinit(&sel);
    v->top = MIN(offset_in(json_get(j, "top")), snap_size(text_now(v->doc->text)));
    v->top = snap_line_start(text_now(v->doc->text), v->top, SIZE_MAX);
    v->reveal = true;
}

void journal_meta_apply(Str meta, Document *d)
{
    JsonDoc *doc = json_parse(meta, NULL);
    const Json *root = json_root(doc), *view = json_first(json_get(root, "views"));
    const Language *l = language_named(json_str_or(json_get(root, "language"), STR_NULL));
    d->crlf = json_bool_or(json_get(root, "crlf"), d->crlf);
    d->recoded = json_bool_or(json_get(root, "recoded"), false);
    d->inexact = json_bool_or(json_get(root, "inexact"), false);
    d->binary = json_bool_or(json_get(root, "binary"), false);
    if (json_bool_or(json_get(root, "indentChosen"), false)) {
        d->indent_chosen = true;
        document_set_indent(d, json_bool_or(json_get(root, "tabs"), d->tabs),
                            (int)CLAMP(json_int_or(json_get(root, "indent"), 4), 1, 64));
    }
    if (l)
        document_set_language(d, l);
    VEC_EACH (View *, v, &d->ws->views) {
        if ((*v)->doc != d || !view)
            continue;
        apply_view(*v, view);
        view = json_next(view) ? json_next(view) : view;
    }
    json_free(doc);
}
