/**
 * Runs in the head of each page, before anything is shown: the theme that a reader chose, and whether the address leads to a
 * place within, around which tables have their true size at once. Browsers that keep nothing for pages, as some do for those
 * on a disk, show the theme of the system.
 */
export const themeScript =
  'try{let t=localStorage.getItem("specpress-theme");if(t=="light"||t=="dark")document.documentElement.dataset.theme=t}catch{}if(location.hash)document.documentElement.dataset.led=""';
