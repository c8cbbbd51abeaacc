//! Phrase lists for boilerplate and metadata, in lower case with plain apostrophes: one table a purpose, and within a
//! table every language begins a line. To add a language, add a line to each.

use std::sync::OnceLock;

use crate::span::slice_text;

/// A set of phrases with exact and prefix look-up, sorted when it is first asked. Useful for: which phrases a text
/// begins with. Not useful for: phrases inside a text.
pub(super) struct PhraseTable {
    lines: &'static str,
    table: OnceLock<PhraseIndex>,
}

/// The sorted phrases, and a Bloom filter with one hash function over their first bytes, which rejects most texts at
/// once.
struct PhraseIndex {
    sorted_phrases: Vec<&'static str>,
    /// Length in bytes of the prefixes in the filter: no phrase is shorter.
    prefix_bytes: usize,
    /// The filter: one of 1,024 bits for each prefix; some share one.
    prefix_filter: [u64; 16],
}

/// Length in bytes of a prefix in the filter, at most.
const MAX_PREFIX_BYTES: usize = 3;

impl PhraseIndex {
    fn parse_lines(lines: &'static str) -> Self {
        let mut sorted: Vec<_> = lines.split(['|', '\n']).map(str::trim).filter(|phrase| !phrase.is_empty()).collect();
        crate::order::sort_by(&mut sorted, Ord::cmp);
        let shortest = sorted.iter().map(|phrase| phrase.len()).min().unwrap_or_default();
        let beginning = shortest.min(MAX_PREFIX_BYTES);
        let mut beginnings = [0; 16];
        for (place, bit) in sorted.iter().filter_map(|phrase| phrase.as_bytes().get(..beginning)).map(filter_slot) {
            if let Some(bits) = beginnings.get_mut(place) {
                *bits |= bit;
            }
        }
        PhraseIndex { sorted_phrases: sorted, prefix_bytes: beginning, prefix_filter: beginnings }
    }

    fn prefix_of<'t>(&self, text: &'t str) -> Option<&'t [u8]> {
        text.as_bytes().get(..self.prefix_bytes)
    }

    /// Whether a phrase may begin like `text`, letter case of ASCII aside. False positives are rare, false negatives
    /// impossible.
    fn may_match(&self, text: &str) -> bool {
        self.prefix_of(text).is_some_and(|beginning| {
            let (place, bit) = filter_slot(beginning);
            self.prefix_filter.get(place).is_some_and(|bits| bits & bit != 0)
        })
    }
}

/// The word of the filter and the bit in it for a prefix, by multiplicative hashing.
fn filter_slot(beginning: &[u8]) -> (usize, u64) {
    let bytes = beginning.iter().fold(0u32, |bytes, byte| bytes << 8 | u32::from(byte.to_ascii_lowercase()));
    let hash = bytes.wrapping_mul(0x9e37_79b1) >> 22;
    ((hash >> 6) as usize, 1 << (hash & 63))
}

impl PhraseTable {
    pub const fn new(lines: &'static str) -> Self {
        PhraseTable { lines, table: OnceLock::new() }
    }

    fn table(&self) -> &PhraseIndex {
        self.table.get_or_init(|| PhraseIndex::parse_lines(self.lines))
    }

    /// Whether `text` is one of the phrases.
    pub fn contains(&self, text: &str) -> bool {
        let table = self.table();
        table.may_match(text) && table.sorted_phrases.binary_search(&text).is_ok()
    }

    /// Whether `text` in lower case may begin with one of the phrases; false positives are possible.
    pub fn may_match_prefix(&self, text: &str) -> bool {
        let table = self.table();
        // In lower case, letters beyond ASCII are other bytes.
        table.prefix_of(text).is_none_or(|beginning| !beginning.is_ascii()) || table.may_match(text)
    }

    /// All phrases that `text` begins with, perhaps in the middle of a word; short ones first.
    // Seldom more than one: a list costs nothing here, and an iterator at each call costs the page kilobytes.
    #[inline(never)]
    pub fn matching_prefixes(&self, text: &str) -> Vec<&'static str> {
        let table = self.table();
        let mut heads = Vec::new();
        if !table.may_match(text) {
            return heads;
        }
        // A prefix of the text sorts before it and has the same first bytes.
        let beginning = table.prefix_of(text);
        let from = table.sorted_phrases.partition_point(|phrase| table.prefix_of(phrase) < beginning);
        for phrase in table.sorted_phrases.iter().skip(from) {
            if table.prefix_of(phrase) != beginning || *phrase > text {
                break;
            }
            if text.starts_with(phrase) {
                heads.push(*phrase);
            }
        }
        heads
    }

    /// The longest phrase that `text` begins with and that ends at a word boundary.
    #[inline(never)]
    pub fn longest_prefix(&self, text: &str) -> Option<&'static str> {
        self.matching_prefixes(text).into_iter().rev().find(|phrase| {
            let rest = slice_text(text, phrase.len()..);
            !rest.starts_with(char::is_alphanumeric) || phrase.ends_with(|c: char| !c.is_alphanumeric())
        })
    }
}

/// Labels before teasers of other articles: alone on a line, or before a colon and a headline.
pub(super) static RELATED_LABELS: PhraseTable = PhraseTable::new(
    "
    read also|also read|see also|also see|read more|read next|up next|related|related article|related story
    related stories|related articles|related news|related posts|related content|related topics|related coverage
    more on this|more on this story|more on this topic|don't miss|watch also|watch|watch now|listen|recommended
    recommended reading|recommended for you|you might be interested in|in case you missed it|must read|editor's pick
    editors' picks|trending|keep reading|further reading from us|read this next|more like this
    czytaj także|czytaj też|czytaj również|czytaj więcej|zobacz także|zobacz też|zobacz również|przeczytaj także
    przeczytaj też|przeczytaj również|sprawdź także|polecamy|polecane|powiązane artykuły|powiązane
    taip pat skaitykite|skaitykite taip pat|taip pat skaityk|skaityti daugiau|susiję straipsniai
    susijusios naujienos|rekomenduojame
    lasi arī|lasiet arī|saistītie raksti|loe ka|loe lisaks|seotud lood
    читайте також|читайте ще|дивіться також|за темою|більше за темою|рекомендуємо
    читайте также|читайте ещё|смотрите также|по теме|материалы по теме|рекомендуем
    lesen sie auch|lies auch|lesen sie mehr|mehr zum thema|siehe auch|auch interessant
    das könnte sie auch interessieren|das könnte sie interessieren|empfohlen
    à lire aussi|lire aussi|à lire également|lire également|voir aussi|sur le même sujet|à voir aussi|lire la suite
    lea también|lee también|leer también|te puede interesar|le puede interesar|ver también|más información
    noticias relacionadas|artículos relacionados
    leggi anche|leggi di più|vedi anche|potrebbe interessarti|potrebbe interessarti anche|articoli correlati
    ti potrebbe interessare
    leia também|leia mais|veja também|lees ook|lees meer|bekijk ook|läs också|läs även|läs mer|les også|læs også
    lue myös|čtěte také|přečtěte si také|mohlo by vás zajímat|čítajte tiež|mohlo by vás zaujímať|olvassa el ezt is|citește și|прочетете още|ayrıca okuyun
",
);

/// Heads of related-articles sections, which run to the end of the page: alone on a line.
pub(super) static RELATED_SECTIONS: PhraseTable = PhraseTable::new(
    "
    you may also like|you might also like|you may also be interested in|more in section|more in this section
    more from this section|more from this author|more by this author|more from us|more stories|more news
    more articles|other news|other articles|other stories|latest news|latest stories|latest articles|latest posts
    recent posts|recent articles|most read|most popular|popular posts|top stories|trending now|what to read next
    from our partners|around the web|sponsored stories|promoted stories|next article|previous article
    about the author|about the authors|follow us|explore more|more to explore|more to read
    share this article with your friends
    więcej w dziale|najnowsze|najczęściej czytane|najpopularniejsze|popularne|może cię zainteresować
    zainteresuje cię także|więcej z działu|pozostałe wiadomości|o autorze
    skaitomiausi|populiariausi|naujausi|daugiau naujienų|kitos naujienos|jums taip pat gali patikti
    останні новини|популярне|найпопулярніше|вам може сподобатися|інші новини|більше новин|про автора
    последние новости|популярное|вам может понравиться|вам также может понравиться|другие новости|ещё новости
    об авторе
    das könnte ihnen auch gefallen|das könnte dir auch gefallen|weitere artikel|weitere nachrichten|meistgelesen
    meistgelesene artikel|über den autor|neueste artikel
    vous aimerez aussi|vous pourriez aussi aimer|les plus lus|articles récents|autres articles|à propos de l'auteur
    à la une
    también te puede gustar|lo más leído|más noticias|otras noticias|últimas noticias|sobre el autor
    potrebbe piacerti anche|i più letti|altre notizie|ultime notizie|ultimi articoli|sull'autore
    talvez você goste|mais lidas|últimas notícias|meest gelezen|mest läst|mest lest|mest læst|luetuimmat|nejčtenější
    najčítanejšie
",
);

/// Heads of the readers' comments: alone on a line.
pub(super) static COMMENT_SECTIONS: PhraseTable = PhraseTable::new(
    "
    leave a reply|leave a comment|leave your comment|leave a response|post a comment|write a comment|add a comment
    add comment|comments|reader comments|view comments|show comments|join the conversation|join the discussion
    have your say|no comments yet|be the first to comment|comments are closed|write a reply|cancel reply
    dodaj komentarz|zostaw komentarz|skomentuj|komentarze|napisz komentarz
    parašyti komentarą|palikite komentarą|komentarai|komentuoti|komentāri|kommentaarid
    залишити коментар|залишити відповідь|коментарі|додати коментар
    оставить комментарий|добавить комментарий|комментарии
    kommentar hinterlassen|schreiben sie einen kommentar|schreibe einen kommentar|kommentare
    laisser un commentaire|ajouter un commentaire|commentaires
    deja un comentario|deja una respuesta|comentarios
    lascia un commento|commenti|deixe um comentário|comentários|reacties|laat een reactie achter|kommentarer
    kommentit|komentáře|komentare|hozzászólások|comentarii
",
);

/// Parts of a comment form: the line begins with it.
pub(super) static COMMENT_FORMS: PhraseTable = PhraseTable::new(
    "
    your email address will not be published|required fields are marked|save my name, email|notify me of
    you must be logged in to post|log in to comment|log in to reply|sign in to comment|this site uses akismet
    twój adres e-mail nie zostanie opublikowany|twój adres email nie zostanie opublikowany
    wymagane pola są oznaczone|el. pašto adresas nebus skelbiamas|ваша e-mail адреса не оприлюднюватиметься
    ваш адрес email не будет опубликован|deine e-mail-adresse wird nicht veröffentlicht
    votre adresse e-mail ne sera pas publiée|tu dirección de correo electrónico no será publicada
    il tuo indirizzo email non sarà pubblicato|o seu endereço de e-mail não será publicado
",
);

/// Lines of the top of a page (skip links, menu, search, login): alone on a line.
pub(super) static PAGE_TOPS: PhraseTable = PhraseTable::new(
    "
    skip to content|skip to main content|skip to navigation|skip navigation|menu|main menu|toggle navigation|open menu
    close menu|search|home|sign in|log in|login|register|sign up|subscribe|subscribe now|donate|my account
    przejdź do treści|przejdź do głównej treści|szukaj|zaloguj się|zarejestruj się|strona główna
    pereiti prie turinio|paieška|prisijungti|перейти до вмісту|пошук|увійти|головна|перейти к содержимому|поиск|войти
    главная|zum inhalt springen|zum inhalt|suche|anmelden|startseite|menü|aller au contenu|aller au contenu principal
    rechercher|se connecter|s'abonner|s'inscrire|accueil|saltar al contenido|ir al contenido|buscar|iniciar sesión
    inicio|menú|suscríbete|vai al contenuto|cerca|accedi|abbonati|ir para o conteúdo|entrar|assine
    přejít na obsah|přihlásit se|prihlásiť sa|hledat|vyhledávání|inloggen|zoeken|logga in|sök|logg inn|log ind|søk|søg
",
);

/// Other boilerplate that stands alone on its line.
pub(super) static STANDALONE_LINES: PhraseTable = PhraseTable::new(
    "
    share|tweet|share this|share article|like this|like loading|loading|for immediate release|back to top|go to top
    to top|scroll to top|return to top|skip ad|skip advertisement|close|print|print this page|print article
    listen to this article|listen to article|save article|save for later|copy link|link copied|show more|load more
    see more|view all|see all|next|previous|next page|previous page|next post|previous post|older posts|newer posts
    table of contents|continue reading|accept all|accept all cookies|accept cookies|reject all|cookie settings
    manage cookies|privacy policy|terms of use|terms of service|terms and conditions|contact us|play video
    watch the video|post comment|submit|enlarge image|view gallery|view image in fullscreen|image gallery
    share options
    udostępnij|podziel się|powrót do góry|do góry|na górę|drukuj|następna strona|poprzednia strona
    polityka prywatności|akceptuję|pokaż więcej|zobacz więcej|spis treści
    dalintis|pasidalinti|į viršų|grįžti dalintis|spausdinti|uz augšu|üles
    поділитися|поділитись|вгору|нагору|друкувати|показати більше
    поделиться|наверх|к началу|печать|показать ещё
    teilen|nach oben|zum seitenanfang|drucken|mehr anzeigen
    nächste seite|vorherige seite|datenschutz|impressum|alle akzeptieren|inhaltsverzeichnis
    partager|haut de page|retour en haut|imprimer
    page suivante|page précédente|voir plus|tout accepter|mentions légales|sommaire
    compartir|volver arriba|ir arriba|imprimir
    página siguiente|página anterior|aceptar todo|ver más
    condividi|torna su|torna all'inizio|stampa|pagina successiva|accetta tutto|voltar ao topo
    terug naar boven|delen|tillbaka till toppen|dela|takaisin ylös|zpět nahoru|sdílet|zdieľať
",
);

/// Labels of advertisements, alone on their line.
pub(super) static AD_LABELS: PhraseTable = PhraseTable::new(
    "
    advertisement|advertisements|advertising|advert|ad|ads|sponsored|sponsored content|paid content|promoted content
    story continues below|story continues below advertisement|article continues below
    article continues below advertisement|article continues after advertisement
    article continues after this advertisement|continue reading below|advertisement - scroll to continue
    advertisement - continue reading below|ad feedback|report this ad
    reklama|materiał sponsorowany|artykuł sponsorowany|ciąg dalszy artykułu pod reklamą
    dalsza część artykułu pod materiałem wideo|reklāma|reklaam|реклама|на правах реклами|на правах рекламы|anzeige
    werbung|publicité|contenu sponsorisé|la suite après la publicité|publicidad|pubblicità|contenuto sponsorizzato
    publicidade|advertentie|annons|annonse|annonce|mainos|inzerce|hirdetés|publicitate|διαφήμιση|reklam
",
);

/// Notices (cookies, newsletters): a short block begins with one.
pub(super) static NOTICES: PhraseTable = PhraseTable::new(
    "
    we use cookies|this website uses cookies|this site uses cookies|our website uses cookies|our site uses cookies
    we and our partners use cookies|we and our partners store|we value your privacy|by continuing to use this site
    by continuing to browse|by clicking accept|by using this site, you agree|sign up for our newsletter
    sign up to our newsletter|sign up for the newsletter|sign up for our daily|sign up for our weekly
    subscribe to our newsletter|subscribe to the newsletter|subscribe to our|join our newsletter|get our newsletter
    get our daily newsletter|get the latest news|get the best of|never miss a story|enter your email
    your email address|thank you for subscribing|thanks for signing up|download our app|follow us on
    like us on facebook|join us on telegram|subscribe to our channel|join our telegram|support our journalism
    already a subscriber|this article is for subscribers|to read the full article|disable your ad blocker
    please enable javascript|please disable|javascript is disabled|your browser does not support
    ta strona używa plików cookie|ta strona korzysta z ciasteczek|używamy plików cookie|strona używa cookies
    nasza strona korzysta z plików cookie|ta strona korzysta z plików cookie|serwis wykorzystuje pliki cookies
    zapisz się do newslettera|zapisz się na newsletter|zapisz się do naszego newslettera|obserwuj nas|śledź nas
    dołącz do nas
    naudojame slapukus|ši svetainė naudoja slapukus|šioje svetainėje naudojami slapukai|prenumeruokite naujienlaiškį
    užsisakykite naujienlaiškį|sekite mus
    ми використовуємо файли cookie|цей сайт використовує файли cookie|цей сайт використовує cookie
    підписуйтесь на наш|підписуйтеся на наш|підпишіться на|слідкуйте за нами
    мы используем файлы cookie|этот сайт использует файлы cookie|этот сайт использует cookie|подписывайтесь на наш
    подпишитесь на|следите за нами
    wir verwenden cookies|diese website verwendet cookies|diese webseite verwendet cookies
    diese seite verwendet cookies|newsletter abonnieren|abonnieren sie unseren
    melden sie sich für unseren newsletter|jetzt newsletter|folgen sie uns
    nous utilisons des cookies|ce site utilise des cookies|inscrivez-vous à notre newsletter
    inscrivez-vous à la newsletter|abonnez-vous à notre|recevez notre newsletter|suivez-nous
    utilizamos cookies|usamos cookies|este sitio utiliza cookies|este sitio web utiliza cookies|suscríbete a nuestro
    suscríbase a nuestro|suscríbete a nuestra|síguenos en
    utilizziamo i cookie|questo sito utilizza cookie|questo sito utilizza i cookie|iscriviti alla newsletter
    iscriviti alla nostra newsletter|seguici su|este site utiliza cookies|assine a nossa newsletter
    deze website gebruikt cookies|wij gebruiken cookies|vi använder cookies|vi bruger cookies
    vi bruker informasjonskapsler|tento web používá cookies
    sent from my iphone|sent from my ipad|sent from my android|sent from my samsung|sent from my galaxy
    sent from my phone|sent from outlook|sent from mail for windows|get outlook for|wysłane z iphone|von meinem iphone
    gesendet von meinem|envoyé de mon iphone|envoyé depuis mon|enviado desde mi|enviado do meu|inviato da iphone
    отправлено с iphone|надіслано з iphone|verstuurd vanaf mijn|skickat från min
",
);

/// Metadata keys before a colon, with names or words in the rest of a short line.
pub(super) static METADATA_KEYS: PhraseTable = PhraseTable::new(
    "
    author|authors|source|sources|written by|reported by|reporting by|edited by|editing by|translated by|translation
    correspondent|editor|contact|tags|tag|keywords|topics|topic|category|categories|section|filed under|posted in
    tagged|published in|location|language|url|link|original|original article|site|publisher|share|share this
    share on|follow|views|shares|print|via|from|to|cc|bcc|reply-to|forwarded by
    od|autor|autorzy|autorka|źródło|źródła|tagi|słowa kluczowe|kategoria|kategorie|opracowanie|tłumaczenie|redakcja
    udostępnij|podziel się
    autorius|autorė|šaltinis|žymos|raktažodžiai|dalintis|autors|avots|allikas
    автор|автори|джерело|теги|мітки|ключові слова|рубрика|поділитися|авторы|источник|метки|ключевые слова|рубрики
    поделиться
    quelle|quellen|schlagwörter|schlagworte|kategorien|teilen|auteur|auteurs|mots-clés|étiquettes|rubrique|partager
    fuente|etiquetas|categoría|compartir|fonte|tag|categoria|condividi|autore|bron|källa|kilde|lähde|zdroj|forrás
    sursa
",
);

/// Byline keys, before the name of the author.
pub(super) static BYLINE_KEYS: PhraseTable = PhraseTable::new(
    "
    by|by:|written by|story by|text by|autor:|autorka:|von|von:|par|par:|por|por:|di|автор:
    автор|tekst:|text:|door|av|af
",
);

/// Photo credits, before the name of the photographer, on a line of their own.
pub(super) static PHOTO_CREDITS: PhraseTable = PhraseTable::new(
    "
    photo:|photos:|photo by|photos by|photo courtesy|photos courtesy|photo credit|photo credits|photograph:
    photograph by|photography:|photography by|image:|images:|image by|image credit|image courtesy|image source
    picture:|pictures:|picture by|credit:|credits:|courtesy of|illustration:|illustration by|illustrative photo
    archive photo|file photo|graphic:|video:|(photo|(ap photo|(image|ap photo|getty images|reuters/|afp/|ap/
    zdjęcie:|zdjęcia:|fot.|fot:|foto:|zdj.|grafika:|źródło zdjęcia
    nuotr.|nuotrauka:|nuotraukos:|asociatyvi nuotr|foto 
    фото:|фото |(фото|ілюстрація:|світлина:|иллюстрация:
    bild:|bilder:|quelle:|© foto|crédit photo|crédits photo|crédit :|crédits :|photo :|(foto|fotografía:|imagen:
    crédito:|créditos:|immagine:|fotografia:|imagem:|beeld:|kuva:|bilde:
",
);

/// Reading times: the line begins with one and holds a number.
pub(super) static READING_TIMES: PhraseTable = PhraseTable::new(
    "
    estimated reading time|reading time|read time|time to read|listening time
    czas czytania|przewidywany czas czytania
    skaitymo laikas|lasīšanas laiks|lugemisaeg
    час читання|час на читання|время чтения|время на чтение
    lesezeit|lesedauer|geschätzte lesezeit
    temps de lecture|durée de lecture
    tiempo de lectura|tiempo estimado de lectura|tempo di lettura|tempo de leitura|leestijd|lästid|lesetid|læsetid
    lukuaika|doba čtení|čas čítania|olvasási idő|timp de citire|okuma süresi
",
);

/// Reading times that follow their number.
pub(super) static READING_UNITS: PhraseTable = PhraseTable::new(
    "
    min read|mins read|minute read|minutes read|min. read|minutes to read
    min czytania|min. czytania|хв читання|мин на чтение|min lesezeit|min. lesezeit|minuten lesezeit
    min de lecture|minutes de lecture|min de lectura|minutos de lectura|min di lettura|minuti di lettura
",
);

/// Words of pagination, between the numbers of pages.
pub(super) static PAGINATION_WORDS: PhraseTable = PhraseTable::new(
    "
    page|of|next|previous|prev|last|first|older|newer|strona|z|następna|poprzednia|puslapis|iš|kitas|сторінка
    страница|з|из|seite|von|weiter|zurück|suivant|précédent|sur|página|de|siguiente|anterior|pagina|di
",
);

/// Copyright phrases, at the beginning of a part of a short block.
pub(super) static COPYRIGHT_PHRASES: PhraseTable = PhraseTable::new(
    "
    all rights reserved
    wszelkie prawa zastrzeżone|wszystkie prawa zastrzeżone
    visos teisės saugomos|visas tiesības aizsargātas|усі права захищено|усі права захищені|всі права захищені
    все права защищены
    alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|tutti i diritti riservati
    riproduzione riservata|todos os direitos reservados|alle rechten voorbehouden|všechna práva vyhrazena
",
);

/// Words of share bars: a line of these alone is one.
pub(super) static SHARE_WORDS: PhraseTable = PhraseTable::new(
    "
    share|click|opens|in|new|window|tweet|pin|post|facebook|twitter|x|linkedin|whatsapp|telegram|email|e-mail|mail|messenger|viber|reddit
    pinterest|pocket|tumblr|instagram|youtube|threads|bluesky|mastodon|flipboard|vk|print|copy|link|url|save|on|via
    this|article|story|page|to|with|friends|more|and|by|send|like|follow|us|bookmark|shares
    udostępnij|na|podziel|się|wyślij|drukuj|lubię|to|dalintis|pasidalinti|поділитися|поділитись|поделиться|teilen
    auf|diesen|artikel|merken|drucken|partager|cet|sur|envoyer|imprimer|compartir|en|este|artículo|imprimir|condividi|su|questo|articolo|delen|dela|del|jaa|sdílet
    megosztás
",
);

/// A share bar holds at least one of these.
pub(super) static DEFINITE_SHARE_WORDS: PhraseTable = PhraseTable::new(
    "
    share|tweet|facebook|twitter|linkedin|whatsapp|telegram|pinterest|messenger|reddit
    udostępnij|podziel|dalintis|pasidalinti|поділитися|поділитись|поделиться|teilen|partager|compartir|condividi
    delen|dela|jaa|sdílet|megosztás|instagram|bluesky
",
);

/// First entries of breadcrumb trails.
pub(super) static HOME_BREADCRUMBS: PhraseTable = PhraseTable::new(
    "
    home|homepage|front page|news|main|start|startseite|strona główna|pradžia|sākums|головна|главная|новини|новости
    accueil|inicio|portada|início|hjem|hem|etusivu|domů|wiadomości|naujienos|nachrichten|actualités|noticias|notizie
",
);

/// Title keys, before a headline where a scraper wrote its fields one after the other.
pub(super) static TITLE_KEYS: PhraseTable = PhraseTable::new(
    "
    title|headline|subject|betreff|objet|asunto|oggetto|temat|тема|tytuł|pavadinimas|antraštė|заголовок|titel|überschrift|titre|título|titolo
",
);

/// Names of such fields, before the text itself.
pub(super) static FIELD_NAMES: PhraseTable = PhraseTable::new("title|headline|text|body|content|article");

/// Keys of publication dates.
pub(super) static DATE_KEYS: PhraseTable = PhraseTable::new(
    "
    date|date:|sent|published|published on|published at|publication date|date published|date of publication
    first published|posted|posted on|posted at|posted date|gesendet|envoyé|created|created on|issued|released|release date|pub date
    pubdate
    data|data publikacji|opublikowano|opublikowany|publikacja|dodano|utworzono|data dodania
    paskelbta|publikuota|publikavimo data|paskelbimo data|data:|publicēts|avaldatud
    дата|дата публікації|опубліковано|дата публикации|опубликовано
    datum|veröffentlicht|veröffentlicht am|erstellt am|erschienen am|stand
    publié le|publié|date de publication|mis en ligne le
    fecha|publicado|publicado el|publicado em|fecha de publicación
    pubblicato|pubblicato il|data di pubblicazione|gepubliceerd|gepubliceerd op|publicerad|publisert|publiceret
    julkaistu|publikováno|vydáno|közzétéve|publicat|yayınlanma
",
);

/// Keys of update dates.
pub(super) static UPDATE_KEYS: PhraseTable = PhraseTable::new(
    "
    updated|updated on|updated at|last updated|last updated on|last update|update|modified|modified on|last modified
    last modified on|date modified
    aktualizacja|zaktualizowano|ostatnia aktualizacja|zmodyfikowano
    atnaujinta|papildyta|redaguota|atjaunots|uuendatud
    оновлено|обновлено
    aktualisiert|aktualisiert am|zuletzt aktualisiert
    mis à jour le|mis à jour|modifié le
    actualizado|actualizado el|última actualización
    aggiornato|aggiornato il|ultimo aggiornamento|atualizado|atualizado em|bijgewerkt|uppdaterad|oppdatert|opdateret
    päivitetty|aktualizováno
",
);

/// Words before a time of day.
pub(super) static CLOCK_WORDS: PhraseTable = PhraseTable::new(
    "
    at|um|o|o godz|godz|à|a|las|kl|о|об|в|val|om|ore|alle|às|klo|v
",
);

/// Words between the parts of a written date.
pub(super) static DATE_FILLERS: PhraseTable = PhraseTable::new(
    "
    of|de|del|di
",
);

/// The word "year" in a written date.
pub(super) static YEAR_WORDS: PhraseTable = PhraseTable::new(
    "
    r|m|g|gada|metų|року|рік|р|года|г|roku|évi
",
);

/// Weekday names, and words that may stand in their place before a date.
pub(super) static WEEKDAYS: PhraseTable = PhraseTable::new(
    "
    monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun
    poniedziałek|wtorek|środa|czwartek|piątek|sobota|niedziela
    pirmadienis|antradienis|trečiadienis|ketvirtadienis|penktadienis|šeštadienis|sekmadienis
    понеділок|вівторок|середа|четвер|п'ятниця|субота|неділя
    понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|пн|вт|ср|чт|пт|сб|вс|нд
    montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|mo|di|mi|do|fr|sa|so
    lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche
    lunes|martes|miércoles|jueves|viernes|sábado|domingo
    lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica
    maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag
    mandag|tirsdag|lørdag|søndag|den|le|el|il|am|pondělí|úterý|středa|čtvrtek|pátek|neděle
",
);
