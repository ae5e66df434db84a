/*
 * What the scripts of real shops do, some of it too much: fields that must match before the button works, a
 * Show button, and sections that are fetched and put in place of themselves, right after loading and again
 * whenever somebody asks for it.
 */
(() => {
  const root = document.documentElement;
  root.classList.add('js');

  // By its own class names, as themes do: whoever borrows a class is taken for the theme's.
  const lookAtPasswords = (form) => {
    const [one, two] = form.querySelectorAll('.hx-field input:not([type=email])');
    const button = form.querySelector('.hx-go');
    if (one && two && button) button.disabled = one.value === '' || one.value !== two.value;
  };
  const lookAtAll = () => {
    for (const actions of document.querySelectorAll('[data-two-alike]')) {
      if (actions.closest('form')) lookAtPasswords(actions.closest('form'));
    }
  };

  // What somebody is busy with, and what a form has answered, would be lost.
  const isInUse = (section) =>
    section.contains(document.activeElement) ||
    section.querySelector('[role=alert], [role=status]:not(:empty)') !== null ||
    [...section.querySelectorAll('input:not([type=hidden])')].some(
      (input) => input.value !== input.defaultValue,
    );

  /** Fetches this page and puts its sections in place of those that stand there, one after the other. */
  const refresh = async (selector) => {
    try {
      // A page that leads elsewhere by now, as the sign-in page of a shop that went over to codes, is none to take apart.
      const answer = await fetch(location.href, { redirect: 'manual' });
      const html = await answer.text();
      if (!answer.ok) return;
      const fresh = new DOMParser().parseFromString(html, 'text/html');
      for (const section of document.querySelectorAll(selector)) {
        const update = fresh.getElementById(section.id);
        if (update && !isInUse(section)) section.innerHTML = update.innerHTML;
      }
      lookAtAll();
      root.dataset.refreshed = String(Number(root.dataset.refreshed ?? 0) + 1);
    } catch {
      // Somebody went on to another page meanwhile.
    }
  };

  document.addEventListener('input', (event) => {
    const form = event.target.closest('form');
    if (form?.querySelector('[data-two-alike]')) lookAtPasswords(form);
  });
  document.addEventListener('click', (event) => {
    const eye = event.target.closest('.hx-eye');
    const input = eye && document.getElementById(eye.getAttribute('aria-controls'));
    if (input) {
      const shown = input.type === 'text';
      input.type = shown ? 'password' : 'text';
      eye.textContent = shown ? eye.dataset.show : eye.dataset.hide;
    }
    if (event.target.closest('[data-refresh]')) void refresh('main > .shopify-section');
  });

  lookAtAll();
  addEventListener('load', () => void refresh('main > [id$="__main"]'));
})();
