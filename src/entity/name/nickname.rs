//! Variants of given names: nicknames, short and foreign forms. Written from general knowledge; each line is one name.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Names of men. One name a line, its variants folded. A variant may stand in several lines: "Alex" is short for
/// Alexander and for Alexandra.
const MASCULINE_NAMES: &str = "\
william will bill billy willy willie wilhelm willem wim guillaume guillermo guglielmo vilhelm gulielmus wilhelmus vilem vilmos willelm guilherme
liam
robert rob bob bobby robbie bert roberto rupert robrecht
richard rick dick ricky rich ricardo riccardo rikard ryszard dirk
james jim jimmy jamie dzeims
jaime
santiago diego iago
john jack johnny jon johannes johan johann jan jean juan giovanni joao hans hannes ioannes ioannis yannis giannis jens janos jovan joannes gjon ioan ivan
ivan vanya vanja ivo
sean shaun shawn
ian iain
evan
yahya
hovhannes
jonas
ion
joseph joe joey jose josef jozef giuseppe josip pepe yusuf youssef yosef osip iosif yousef juozas jozsef sepp pino beppe
charles charlie chuck carl karl carlos carlo karel karol karoly carel kaarlo carles chas karolis
michael mike mick mickey mikey mikhail mikhayil misha michal michel miguel michele mihai mihaly mykhailo mikael mikkel mihail micheal mikhael
mykola nikolai nikolay nicholas nick nicolas nico niccolo nicola kolya nikolas nikola nicolaas nils niels klaus claus mikolaj miklos nikos nicolae nikolaos nicolaus nicky mikalai mikalay
vladimir volodymyr wladimir uladzimir vova volodya wolodymyr vlodzimierz wlodzimierz vladimirs
alexander alex sasha alexandre alessandro alejandro aleksandr oleksandr aleksander sander sandro alexandros iskander alec alek xander olek aliaksandr alexandru sandor oles
dmitry dmitri dmytro dima dimitri dimitrios dimitris dmitrij dzmitry mitya
yevgeny evgeny yevhen eugene zhenya eugen eugenio gene jevgenij evgenij eugeniusz jewgeni yauhen evgeni
sergey sergei serhiy serhii serge sergio seryozha sergiy siarhei sergiusz sergejs
andrew andy andrei andrey andriy andrii andreas andre andres andrzej ondrej anders drew andrej andras andrius andris
peter pete petr pyotr petro pedro pierre pietro piet pieter petrus piotr petros pekka petar per petter petras peteris boutros
paul pavel pavlo paolo pablo paulus pawel pal pol pauli paulo pavlos paulius pavels
george georg georgy heorhiy jorge giorgio jerzy georges georgi gyorgy jiri joris georgios giorgi jurgis georgs
yuri yury yurii juri yuriy jurij iurii
goran
juris
stephen steven steve stefan stephan stepan stefano esteban etienne istvan stevan szczepan stefanos steffen steph
philip phil philippe felipe filippo filip philipp phillip philippos fulop pip filips
thomas tom tommy tomas tomasz tommaso tamas foma toms
anthony tony anton antonio antoine antoni anatol antonius antal toni antonis anthonie
matthew matt matthias mathias mateo matteo mateusz matej matthieu matvey matti mats matias motiejus matiss
mark marc marco marcus marek marko markus marcos markos marks
luke lucas luca lukas luc lukasz lukasz lucio loukas
david dave davey davide dawid davyd dovydas davids
daniel dan danny danilo danil danylo daniele daniil dani daniels
benjamin ben benny bibi benji binyamin beniamino veniamin
samuel sam sammy samuil samuele shmuel
theodore ted teddy theo fyodor fedor fedir teodor theodoor theodoros todor theodor
edward ed eddie ted ned eduard edouard eduardo edvard edoardo eduards
edmund ed edmond edmundo
frederick fred freddy friedrich fritz frederic federico frederik fryderyk fredrik frits
francis frank franz francois francesco francisco frans franciszek ferenc paco frantisek franciscus pancho kiko
henry harry hank heinrich henri enrique enrico hendrik henrik henk heinz hal henricus henryk jindrich hendricus rik henriks hendrikus
lawrence larry laurence lorenzo laurent lorenz laurentius lavrentiy wawrzyniec
lars
gerald jerry gerry geraldo gerard gerhard gerardus gerrit gerards gert gerardo gerd
leonard len lenny leonardo leo leonid lennart
lev leo leon leonid lew
louis lou luis luigi ludwig lewis lodewijk ludovic luiz ludvik lajos ludovico liudvikas ludovicus
arthur art artur arturo artie
albert al bert alberto albrecht albertus
alfred al fred alfredo alf
donald don donny donaldo
ronald ron ronnie ronaldo
kenneth ken kenny
gregory greg grigory hryhoriy gregor gregorio grzegorz grisha hryhorii gregoire grigoris
walter walt wally gualtiero
patrick pat paddy patricio patrizio padraig
timothy tim timofey timoteo timo
christopher chris christoph kit christophe cristobal krzysztof kristoffer christoffel kristof christos topher
christian kristian cristian christiaan
joshua josh yehoshua
jonathan jon johnny nathan jonny
nathaniel nate nathan nat
zachary zach zack zachariah zakhar
abraham abe ibrahim avraham avi abram bram
isaac ike yitzhak izaak ishak isaak
jacob jake jakob yakov jacobus jacques giacomo jakub yakiv jacopo kobus iakov yaakov jacek yaqub jokubas jekabs
solomon sol suleiman sulayman salomon shlomo suleyman
moses moshe musa moises mose
joel yoel
elias elijah ilya ilia illia eli elia ilias
ralph raul raoul ralf rudolf
rudolf rudy rolf rodolfo rodolphe
raymond ray raimund ramon raimondo
roger rodger ruggero rogelio rutger
oscar oskar ossi
maximilian max maxim maksim maksym maxime massimo maximiliano maximilien
victor viktor vic vittorio wiktor viktoras
vincent vince vinnie vincenzo vicente wincenty vincas
valentin valentyn valentino walentin
vasily vasyl basil vasil vasilis vasiliy wasyl basilio
konstantin kostya konstantinos costas kostas constantine costantino kostyantyn konstanty kostiantyn
ignatius ignacio ignacy ignazio nacho ignas
jaroslav yaroslav jaroslaw iaroslav
stanislav stanislaw stas stanislaus stanislao
yaroslav slava
vyacheslav viacheslav slava wiaczeslaw wacław wenceslaus vaclav
boris borys borya
oleg oleh olegs
igor ihor
roman romain romano
semyon semen simon simeon szymon shimon ximenes
ruslan
muhammad mohammed mohamed mohammad mehmet mahomet mohamad muhammed mukhammad muhamad mamadou mohamud
ahmad ahmed achmed ahmet akhmad achmad
hussein husayn hossein husein huseyn hussain huseyin hoessein
hassan hasan hassane
ali aly
mahmoud mahmud mahmood mehmud
mustafa mostafa moustapha mustapha
abdul abd abdel abdal
abdullah abdallah abdulla abdoullah
usama osama
omar umar umer omer
khalid khaled halid chaled
said saeed sayed saied
yasser yasir yassir
jamal gamal cemal djamel
george jorg jurgen
nursultan nur
andrea
ernest ernst ernesto erno
erik eric erich ericus
emil emile emilio emiliano
martin martijn martino marton marcin martinus martins
adolf adolphe adolphus adolfo
augustus august auguste augusto augustin
adrian adriaan adrien adriano adrianus arie hadrian
cornelius cornelis kees cor korneli corneille
dominic dominik domingo domenico
felix feliks felice
gustav gustaf gustave gustavo gus gustaaf
hubert huub uberto
jerome hieronymus geronimo jeroen hieronim
julius julio jules giulio yuliy juliusz
justin justinus giustino
leopold leo leopoldo
marcel marcello marcelo marceli
oliver olivier oliviero ollie
raphael rafael raffaele rafal rafaello rafi
jeffrey geoffrey jeffery jeff geoff
allan alan allen
sebastian seb bastian sebastiaan sebastien bas
sylvester silvester silvestro
terence terry terrence
tobias toby tobiasz
urban urbain
xavier javier saverio ksawery
brian bryan
kevin
scott
bruce
dennis denis denys
harold harald
howard
hugo
keith
neil
nigel
oleksii oleksiy alexei aleksei alexey aleksej
valery valerii valeriy valerij walerij
bohdan bogdan
hamid
karim kareem
tariq tarek
rashid
bashar
ehud
yair
ariel
narendra
rahul
raj
hiroshi
kenji
takashi
wei
ming
piers
graham
colin
craig
derek
douglas doug
glenn
miroslav miroslaw
zdenek
tadeusz tadej
zbigniew
dariusz
bartosz bartholomew bart
radoslaw radoslav
emmanuel manuel immanuel
fabio fabian
rodrigo
alvaro
gonzalo
";

/// Names of women, in the same way.
const FEMININE_NAMES: &str = "\
elizabeth liz beth betty lizzie elisabeth eliza elisaveta yelizaveta elzbieta erzsebet elisabetta libby bess betsy elise liesbeth lies els
elsa
isabel isabella isabelle
lisa
margaret maggie meg peggy greta margarita marguerite margherita malgorzata margot margarete gretchen rita greet margaretha
catherine kate kathy cathy katie katherine katharina ekaterina yekaterina katya kateryna catarina caterina katarzyna katarina kathryn catharina kitty catalina kasia katalin katrin katerina
karen
anna ann anne annie ana anya anja anka anneke
hanna hannah hana
nancy nan
mary marie maria mariya molly polly masha marija mari marya
miriam maryam mariam
mia
moira maura
helen helena elena olena yelena helene eleni lena alena heleen jelena
ellen
halina
ilona
julia julie yulia giulia yuliya juliet julija iuliia juli
natalia natasha natalie nataliya natalya natalija nathalie
tatiana tanya tatyana tetiana tatjana tetyana
olga olha helga volha
svetlana svitlana sveta
irina iryna irene irena ira irini
yulia yuliya iulia
galina halyna
eleanor nell nora ellie eleonora leonora eleanora
susan sue susie suzanne susanna suzy susana zuzanna zsuzsanna
barbara barb babs varvara barbora
deborah deb debbie debra
jennifer jen jenny
jessica jess jessie
victoria vicky viktoria wiktoria viktoriya
veronica ronnie weronika veronika
rebecca becky rivka
rachel rachael raquel rahel
sarah sally sara sarai
samantha sam sammy
alice alicia alisa ala
dorothy dot dolly dorothea dora
theresa terry tess teresa therese tereza
virginia ginny
cynthia cindy
pamela pam
caroline carol carrie carolina karolina karoline
charlotte lottie carlotta charlotta
josephine jo josie josefina josephina
lucy lucia lucie lucja
martha marta
magdalena madeleine lena magda maddy
emily emilia emilie
francesca frances fran franziska francoise francisca frantiska
joanna johanna giovanna joanne ioanna
joan
jeanne jean
jane
janet
juana
yana jana
ivana
christina tina kristina cristina christine chrissy krystyna
patricia pat patty tricia patrizia
erica erika
louise luise
simone simona
andrea
dominique
henrietta
harriet
bernadette
denise
marcelle
philippa
georgia
roberta
antonia
adriana
agnes agnieszka ines agnese inez
alexandra alex sasha sandra aleksandra oleksandra alessandra alejandra sascha
eugenie eugenia evgenia yevgenia
laura lara
emma
olivia
sophia sophie sofia zofia sofie
linda
nicole nicoletta
angela angelika andjela
michelle michele
claudia claudine
monica monika monique
petra
karin
ingrid inga
kamala
hillary hilary
melania
jill
ursula
brigitte birgit
marine
giorgia
lidia lydia lidiya
vera wiera
nina
larisa larysa
lyudmila ludmila liudmyla
oksana
nadia nadezhda nadiya
zoe
chloe
grace
ruth
judith judit
esther ester
leah
fatima fatma fatemeh
aisha ayesha
zainab zeynep
amina
layla leyla
noor
priya
indira
sonia sonja sonya
mei
yuki
akiko
keiko
sakura
clara klara
ivy
heather
kelly
lauren
megan
ashley
amanda
melissa
stephanie stefanie stefania stephania
rosa rose
carmen
pilar
dolores
paula
silvia sylvia
valeria
gabriela gabriella gabrielle
daniela danielle
mariana
vanessa
serena
venus
";

/// The numbers of the lines of each variant.
static VARIANT_GROUPS: LazyLock<FxHashMap<&str, Vec<u16>>> = LazyLock::new(|| {
    let mut lines: FxHashMap<&str, Vec<u16>> = FxHashMap::default();
    for (number, line) in MASCULINE_NAMES.lines().chain(FEMININE_NAMES.lines()).enumerate() {
        for form in line.split(' ') {
            lines.entry(form).or_default().push(number as u16);
        }
    }
    lines
});

/// Numbers of the lines in which a folded given name stands: names that share one are variants of one name.
pub fn variant_groups_of(word: &str) -> &'static [u16] {
    VARIANT_GROUPS.get(word).map(Vec::as_slice).unwrap_or_default()
}

/// The gender of a given name by its lines; `None` where it is unknown or ambiguous.
pub fn gender_of_groups(lines: &[u16]) -> Option<GivenNameGender> {
    let men = MASCULINE_NAMES.lines().count();
    let is_his = |line: &u16| usize::from(*line) < men;
    match (lines.iter().any(is_his), lines.iter().all(is_his)) {
        (true, true) => Some(GivenNameGender::Masculine),
        (false, false) => Some(GivenNameGender::Feminine),
        _ => None,
    }
}

/// Gender, as far as a given name or an honorific says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GivenNameGender {
    /// "Mr", "Hugo".
    Masculine,
    /// "Mrs", "Clara".
    Feminine,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_form_of(a: &str, b: &str) -> bool {
        variant_groups_of(a).iter().any(|line| variant_groups_of(b).contains(line))
    }

    fn gender_of(name: &str) -> Option<GivenNameGender> {
        gender_of_groups(variant_groups_of(name))
    }

    #[test]
    fn short_and_foreign_forms_are_one_name() {
        for (a, b) in [("bill", "william"), ("misha", "mikhail"), ("volodymyr", "vladimir"), ("peggy", "margaret")] {
            assert!(is_form_of(a, b) && is_form_of(b, a), "{a} {b}");
        }
        assert!(!is_form_of("bill", "robert") && !is_form_of("", "bill"));
        assert_eq!(gender_of("anna"), Some(GivenNameGender::Feminine));
        assert_eq!(gender_of("peter"), Some(GivenNameGender::Masculine));
        assert_eq!((gender_of("alex"), gender_of("umbrella")), (None, None));
    }
}
