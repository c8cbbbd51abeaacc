// Strings of the controller of own articles, in all languages; strings/en.js describes the syntax.

/** @import { I18n, OwnMessages, OwnStrings } from '../internal.d.ts' */

const en = /** @type {const} */ ({
  forms: ['one', 'other'],
  title: 'Your own articles',
  text:
    'Choose files or a folder, or drop them here: they become a reading room of their own. They ' +
    'are read on this machine, by this page alone, and are sent nowhere.',
  drop: 'Drop files or a folder here',
  files: 'Choose files',
  folder: 'Choose a folder',
  formats: 'Text, Markdown, HTML, JSON, JSON Lines, tables (CSV, TSV), and ZIP archives of these.',
  paste: 'Or paste an article',
  pasted: 'Pasted',
  read: 'Read',
  cancel: 'Stop',
  keep: 'Keep in this browser',
  save: 'Save as one HTML file',
  close: 'Close it',
  kept: 'Kept in this browser.',
  onThisMachine: 'Kept in this browser',
  open: 'Open',
  forget: 'Forget',
  progress: 'Reading files',
  found: '{n} file found so far|{n} files found so far',
  reading: '{done} of {n} file, {mb} of {of} MB|{done} of {n} files, {mb} of {of} MB',
  seconds: 'about {n} second left|about {n} seconds left',
  minutes: 'about {n} minute left|about {n} minutes left',
  size: '{mb} MB',
  ready: '{title}: everything is read.',
  table: '{name} is a table. Which column is what?',
  column: 'Column {number}',
  columns: {
    text: 'Text',
    title: 'Headline',
    date: 'Day of publication',
    url: 'Address',
    id: 'Id',
    language: 'Language',
  },
  tooMuch:
    'This is more than a browser can hold. The program reading-room packs it into a page and a ' +
    'folder: reading-room pack.',
  nothing: 'There is nothing in it that can be read as articles.',
  failed: 'That did not work; what was there before is still there.',
  noSpace:
    'There is not enough room in this browser’s store. What was kept before is still kept; the ' +
    'collection is open as before, and can be saved as a file.',
  noStore: 'This page may keep nothing in this browser. The collection can be saved as a file.',
})

const de = {
  forms: ['one', 'other'],
  title: 'Eigene Artikel',
  text:
    'Wählen Sie Dateien oder einen Ordner, oder ziehen Sie sie hierher: Daraus wird ein eigener ' +
    'Lesesaal. Gelesen wird nur auf diesem Gerät, von dieser Seite; nichts wird versandt.',
  drop: 'Dateien oder einen Ordner hierher ziehen',
  files: 'Dateien wählen',
  folder: 'Ordner wählen',
  formats: 'Text, Markdown, HTML, JSON, JSON Lines, Tabellen (CSV, TSV) und ZIP-Archive davon.',
  paste: 'Oder einen Artikel einfügen',
  pasted: 'Eingefügt',
  read: 'Lesen',
  cancel: 'Anhalten',
  keep: 'In diesem Browser behalten',
  save: 'Als eine HTML-Datei speichern',
  close: 'Schließen',
  kept: 'In diesem Browser behalten.',
  onThisMachine: 'In diesem Browser behalten',
  open: 'Öffnen',
  forget: 'Vergessen',
  progress: 'Dateien werden gelesen',
  found: 'bisher {n} Datei gefunden|bisher {n} Dateien gefunden',
  reading: '{done} von {n} Datei, {mb} von {of} MB|{done} von {n} Dateien, {mb} von {of} MB',
  seconds: 'noch etwa {n} Sekunde|noch etwa {n} Sekunden',
  minutes: 'noch etwa {n} Minute|noch etwa {n} Minuten',
  size: '{mb} MB',
  ready: '{title}: Alles ist gelesen.',
  table: '{name} ist eine Tabelle. Was steht in welcher Spalte?',
  column: 'Spalte {number}',
  columns: {
    text: 'Text',
    title: 'Überschrift',
    date: 'Erscheinungstag',
    url: 'Adresse',
    id: 'Kennung',
    language: 'Sprache',
  },
  tooMuch:
    'Das ist mehr, als ein Browser fasst. Das Programm reading-room macht daraus eine Seite und ' +
    'einen Ordner: reading-room pack.',
  nothing: 'Darin ist nichts, was sich als Artikel lesen lässt.',
  failed: 'Das ging nicht; was vorher da war, ist noch da.',
  noSpace:
    'Im Speicher dieses Browsers ist nicht genug Platz. Was bisher behalten wurde, bleibt; die ' +
    'Sammlung ist weiter offen und lässt sich als Datei speichern.',
  noStore:
    'Diese Seite darf in diesem Browser nichts behalten. Die Sammlung lässt sich als Datei ' +
    'speichern.',
}

const lt = {
  forms: ['one', 'few', 'other'],
  title: 'Jūsų straipsniai',
  text:
    'Pasirinkite failus ar aplanką arba nutempkite juos čia: jie taps atskira skaitykla. Jie ' +
    'skaitomi tik šiame įrenginyje, tik šiame puslapyje, ir niekur nesiunčiami.',
  drop: 'Nutempkite failus ar aplanką čia',
  files: 'Pasirinkti failus',
  folder: 'Pasirinkti aplanką',
  formats: 'Tekstas, Markdown, HTML, JSON, JSON Lines, lentelės (CSV, TSV) ir jų ZIP archyvai.',
  paste: 'Arba įklijuokite straipsnį',
  pasted: 'Įklijuota',
  read: 'Skaityti',
  cancel: 'Sustabdyti',
  keep: 'Laikyti šioje naršyklėje',
  save: 'Išsaugoti vienu HTML failu',
  close: 'Užverti',
  kept: 'Laikoma šioje naršyklėje.',
  onThisMachine: 'Laikoma šioje naršyklėje',
  open: 'Atverti',
  forget: 'Pamiršti',
  progress: 'Skaitomi failai',
  found: 'kol kas rastas {n} failas|kol kas rasti {n} failai|kol kas rasta {n} failų',
  reading:
    '{done} iš {n} failo, {mb} iš {of} MB|' +
    '{done} iš {n} failų, {mb} iš {of} MB|' +
    '{done} iš {n} failų, {mb} iš {of} MB',
  seconds: 'liko maždaug {n} sekundė|liko maždaug {n} sekundės|liko maždaug {n} sekundžių',
  minutes: 'liko maždaug {n} minutė|liko maždaug {n} minutės|liko maždaug {n} minučių',
  size: '{mb} MB',
  ready: '{title}: viskas perskaityta.',
  table: '{name} yra lentelė. Kas kuriame stulpelyje?',
  column: '{number} stulpelis',
  columns: {
    text: 'Tekstas',
    title: 'Antraštė',
    date: 'Paskelbimo diena',
    url: 'Adresas',
    id: 'Kodas',
    language: 'Kalba',
  },
  tooMuch:
    'Tai daugiau, negu telpa naršyklėje. Programa reading-room iš to padaro puslapį ir aplanką: ' +
    'reading-room pack.',
  nothing: 'Čia nėra nieko, ką būtų galima perskaityti kaip straipsnius.',
  failed: 'Nepavyko; kas buvo anksčiau, tebėra.',
  noSpace:
    'Šios naršyklės saugykloje trūksta vietos. Kas laikoma, lieka; rinkinys tebėra atvertas, jį ' +
    'galima išsaugoti failu.',
  noStore: 'Šis puslapis šioje naršyklėje nieko laikyti negali. Rinkinį galima išsaugoti failu.',
}

const pl = {
  forms: ['one', 'few', 'many'],
  title: 'Własne artykuły',
  text:
    'Wybierz pliki lub folder albo upuść je tutaj: powstanie z nich osobna czytelnia. Są ' +
    'czytane tylko na tym urządzeniu, przez tę stronę, i nigdzie nie są wysyłane.',
  drop: 'Upuść tutaj pliki lub folder',
  files: 'Wybierz pliki',
  folder: 'Wybierz folder',
  formats: 'Tekst, Markdown, HTML, JSON, JSON Lines, tabele (CSV, TSV) i archiwa ZIP z nimi.',
  paste: 'Albo wklej artykuł',
  pasted: 'Wklejone',
  read: 'Czytaj',
  cancel: 'Zatrzymaj',
  keep: 'Zachowaj w tej przeglądarce',
  save: 'Zapisz jako jeden plik HTML',
  close: 'Zamknij',
  kept: 'Zachowano w tej przeglądarce.',
  onThisMachine: 'Zachowane w tej przeglądarce',
  open: 'Otwórz',
  forget: 'Zapomnij',
  progress: 'Czytanie plików',
  found: 'dotąd znaleziono {n} plik|dotąd znaleziono {n} pliki|dotąd znaleziono {n} plików',
  reading:
    '{done} z {n} pliku, {mb} z {of} MB|' +
    '{done} z {n} plików, {mb} z {of} MB|' +
    '{done} z {n} plików, {mb} z {of} MB',
  seconds: 'jeszcze około {n} sekundy|jeszcze około {n} sekund|jeszcze około {n} sekund',
  minutes: 'jeszcze około {n} minuty|jeszcze około {n} minut|jeszcze około {n} minut',
  size: '{mb} MB',
  ready: '{title}: wszystko przeczytane.',
  table: '{name} to tabela. Co jest w której kolumnie?',
  column: 'Kolumna {number}',
  columns: {
    text: 'Tekst',
    title: 'Nagłówek',
    date: 'Dzień publikacji',
    url: 'Adres',
    id: 'Identyfikator',
    language: 'Język',
  },
  tooMuch:
    'To więcej, niż zmieści przeglądarka. Program reading-room zrobi z tego stronę i folder: ' +
    'reading-room pack.',
  nothing: 'Nie ma w tym niczego, co dałoby się przeczytać jako artykuły.',
  failed: 'Nie udało się; to, co było wcześniej, nadal jest.',
  noSpace:
    'W pamięci tej przeglądarki brakuje miejsca. To, co zachowano wcześniej, zostaje; zbiór ' +
    'jest nadal otwarty i można go zapisać jako plik.',
  noStore: 'Ta strona nie może niczego zachować w tej przeglądarce. Zbiór można zapisać jako plik.',
}

const uk = {
  forms: ['one', 'few', 'many'],
  title: 'Власні статті',
  text:
    'Виберіть файли чи теку або перетягніть їх сюди: вони стануть окремою читальнею. Їх читає ' +
    'лише ця сторінка на цьому пристрої, і нікуди їх не надсилають.',
  drop: 'Перетягніть сюди файли чи теку',
  files: 'Вибрати файли',
  folder: 'Вибрати теку',
  formats: 'Текст, Markdown, HTML, JSON, JSON Lines, таблиці (CSV, TSV) та їхні архіви ZIP.',
  paste: 'Або вставте статтю',
  pasted: 'Вставлене',
  read: 'Читати',
  cancel: 'Зупинити',
  keep: 'Зберігати в цьому браузері',
  save: 'Зберегти одним файлом HTML',
  close: 'Закрити',
  kept: 'Збережено в цьому браузері.',
  onThisMachine: 'Збережене в цьому браузері',
  open: 'Відкрити',
  forget: 'Забути',
  progress: 'Читання файлів',
  found: 'поки знайдено {n} файл|поки знайдено {n} файли|поки знайдено {n} файлів',
  reading:
    '{done} з {n} файлу, {mb} з {of} МБ|' +
    '{done} з {n} файлів, {mb} з {of} МБ|' +
    '{done} з {n} файлів, {mb} з {of} МБ',
  seconds: 'лишилося близько {n} секунди|лишилося близько {n} секунд|лишилося близько {n} секунд',
  minutes: 'лишилося близько {n} хвилини|лишилося близько {n} хвилин|лишилося близько {n} хвилин',
  size: '{mb} МБ',
  ready: '{title}: усе прочитано.',
  table: '{name} – це таблиця. Що в якому стовпці?',
  column: 'Стовпець {number}',
  columns: {
    text: 'Текст',
    title: 'Заголовок',
    date: 'День публікації',
    url: 'Адреса',
    id: 'Код',
    language: 'Мова',
  },
  tooMuch:
    'Це більше, ніж уміщає браузер. Програма reading-room зробить із цього сторінку й теку: ' +
    'reading-room pack.',
  nothing: 'Тут немає нічого, що можна прочитати як статті.',
  failed: 'Не вдалося; те, що було раніше, лишилося.',
  noSpace:
    'У сховищі цього браузера бракує місця. Збережене раніше лишається; збірка й далі відкрита, ' +
    'її можна зберегти файлом.',
  noStore: 'Ця сторінка не може нічого зберігати в цьому браузері. Збірку можна зберегти файлом.',
}

export const STRINGS = { en, de, lt, pl, uk }

/** @type {Map<string, OwnStrings>} */
const cache = new Map()

/**
 * The strings in the language and locale of `i18n`.
 * @type {(i18n: I18n) => OwnStrings}
 */
export function stringsFor(i18n) {
  if (!cache.has(i18n.locale)) {
    /** @type {OwnMessages} */
    const words = i18n.compile(/** @type {any} */ (STRINGS)[i18n.lang] ?? en)
    /** @type {(bytes: number) => string} */
    const mb = (bytes) => i18n.number(Math.max(bytes && 0.1, Math.round(bytes / 1e5) / 10))
    /** @type {(seconds: number | null) => string | null} */
    const left = (seconds) =>
      seconds == null
        ? null
        : seconds < 90
          ? words.seconds(Math.ceil(seconds))
          : words.minutes(Math.round(seconds / 60))
    cache.set(i18n.locale, {
      ...words,
      size: (bytes) => words.size({ mb: mb(bytes) }),
      reading: ({ files, filesDone, bytes, bytesDone, seconds }) =>
        [
          words.reading(files, { done: i18n.number(filesDone), mb: mb(bytesDone), of: mb(bytes) }),
          left(seconds),
        ]
          .filter(Boolean)
          .join(' · '),
    })
  }
  return cache.get(i18n.locale)
}
