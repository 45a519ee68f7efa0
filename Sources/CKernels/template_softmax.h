// One example per lane; maximum, exponentials and their sum in class order.
INLINE vf column_at(const float *x, size_t row, size_t class_, size_t lane) {
  return load(x + class_ * row + lane);
}

INLINE void softmax_lanes(const struct ck_softmax *s, size_t lane, size_t live) {
  vf most = column_at(s->logits, s->row, 0, lane);
  for (size_t c = 1; c < s->classes; c++) {
    vf x = column_at(s->logits, s->row, c, lane);
    most = x > most ? x : most;
  }
  vi label = (vi)(-1);
  if (s->labels != NULL) memcpy(&label, s->labels + lane, live * sizeof(int32_t));
  vf total = (vf)(0.0f), chosen = (vf)(0.0f);
  // The exponentials wait in one of the outputs when there is one, else are computed twice.
  float *kept = s->probabilities != NULL ? s->probabilities : s->gradient;
  for (size_t c = 0; c < s->classes; c++) {
    vf shifted = column_at(s->logits, s->row, c, lane) - most;
    vf e = exp_f(shifted);
    total += e;
    chosen = label == (vi)((int32_t)c) ? shifted : chosen;
    if (kept != NULL) store(kept + c * s->row + lane, e);
  }
  if (s->losses != NULL) store_part(s->losses + lane, log_f(total) - chosen, live);
  if (kept == NULL) return;
  for (size_t c = 0; c < s->classes; c++) {
    vf p = column_at(kept, s->row, c, lane) / total;
    if (s->probabilities != NULL) store(s->probabilities + c * s->row + lane, p);
    if (s->gradient != NULL) {
      vf target = label == (vi)((int32_t)c) ? (vf)(1.0f) : (vf)(0.0f);
      store(s->gradient + c * s->row + lane, (p - target) / (vf)(s->batch));
    }
  }
}

static void softmax(const struct ck_softmax *s) {
  size_t end = s->first + s->count;
  for (size_t lane = s->first; lane < end; lane += W) {
    softmax_lanes(s, lane, end - lane < W ? end - lane : W);
  }
}

static void argmax(int32_t *index, const float *x, size_t row, size_t classes, size_t first,
                   size_t count) {
  for (size_t lane = first; lane < first + count; lane += W) {
    vf most = column_at(x, row, 0, lane);
    vi best = (vi)(0);
    for (size_t c = 1; c < classes; c++) {
      vf v = column_at(x, row, c, lane);
      vi above = v > most;
      best = above ? (vi)((int32_t)c) : best;
      most = above ? v : most;
    }
    size_t live = first + count - lane;
    memcpy(index + lane, &best, (live < W ? live : W) * sizeof(int32_t));
  }
}
