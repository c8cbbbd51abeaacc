//! Gazetteer of place aliases: the names of one place in several languages and times, written from general knowledge.
//!
//! Places are matched by this table alone, never by string similarity: Iran is not Iraq, and Niger not Nigeria.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// One place a line: its aliases, folded, a comma between, the canonical name first.
const PLACE_ALIASES: &str = "\
kyiv,kiev,kijow,kyjiv
lviv,lvov,lwow,lemberg
kharkiv,kharkov,charkow,charkiv
odesa,odessa
dnipro,dnepr,dnipropetrovsk,dnepropetrovsk
mykolaiv,nikolaev,nikolayev
zaporizhzhia,zaporizhia,zaporozhye,zaporizhzhya
chernihiv,chernigov
luhansk,lugansk
chornobyl,chernobyl
vinnytsia,vinnitsa
rivne,rovno
ternopil,ternopol
uzhhorod,uzhgorod
kropyvnytskyi,kirovohrad
bakhmut,artemivsk,artyomovsk
transnistria,transdniestria,pridnestrovie
chisinau,kishinev
belarus,byelorussia,belorussia
homel,gomel
hrodna,grodno
vilnius,vilna,wilno
kaunas,kovno
klaipeda,memel
tallinn,reval
tartu,dorpat
gdansk,danzig
wroclaw,breslau
szczecin,stettin
krakow,cracow,krakau
warsaw,warszawa
poznan,posen
kaliningrad,konigsberg,koenigsberg
saint petersburg,st petersburg,st. petersburg,leningrad,petrograd
moscow,moskva
volgograd,stalingrad
yekaterinburg,ekaterinburg,sverdlovsk
nizhny novgorod,nizhni novgorod
chechnya,chechnia
tbilisi,tiflis
yerevan,erevan
baku,baki
nur-sultan,astana
almaty,alma-ata
kyrgyzstan,kirghizia,kirgizstan
bishkek,frunze
tashkent,toshkent
beijing,peking
guangzhou,canton
nanjing,nanking
chongqing,chungking
tianjin,tientsin
xinjiang,sinkiang
tibet,xizang
mumbai,bombay
kolkata,calcutta
chennai,madras
bengaluru,bangalore
pune,poona
varanasi,benares
kochi,cochin
thiruvananthapuram,trivandrum
gurugram,gurgaon
myanmar,burma
yangon,rangoon
ho chi minh city,saigon
sri lanka,ceylon
thailand,siam
kampuchea,cambodia
jakarta,djakarta
dhaka,dacca
kathmandu,katmandu
seoul,soul
busan,pusan
pyongyang,p'yongyang
tokyo,tokio
taipei,taibei
iran,persia
tehran,teheran
isfahan,esfahan
mashhad,meshed
mecca,makkah
medina,madinah
jeddah,jiddah
riyadh,riyad
aleppo,halab
damascus,dimashq
homs,hims
idlib,edlib
raqqa,ar-raqqah,al-raqqa
mosul,al-mawsil
basra,basrah
fallujah,falluja
kirkuk,karkuk
erbil,arbil,hewler
sanaa,sana'a,sana
hodeidah,hudaydah,al-hudaydah
khartoum,khartum
tripoli,tarabulus
benghazi,bengasi
marrakesh,marrakech
fez,fes
tangier,tangiers
ivory coast,cote d'ivoire
cape verde,cabo verde
eswatini,swaziland
zimbabwe,rhodesia
democratic republic of the congo,democratic republic of congo,dr congo,drc,zaire,congo-kinshasa
republic of the congo,congo-brazzaville
kinshasa,leopoldville
maputo,lourenco marques
istanbul,constantinople
izmir,smyrna
ankara,angora
turkey,turkiye
athens,athina
thessaloniki,salonica,salonika
czech republic,czechia
prague,praha
brno,brunn
bratislava,pressburg
kosice,kassa
slovakia,slovak republic
budapest,buda-pest
bucharest,bucuresti
cluj-napoca,cluj,klausenburg
belgrade,beograd
zagreb,agram
ljubljana,laibach
skopje,uskub
sofia,sofiya
plovdiv,philippopolis
vienna,wien
munich,munchen
cologne,koln
nuremberg,nurnberg
hanover,hannover
brunswick,braunschweig
aachen,aix-la-chapelle
bavaria,bayern
saxony,sachsen
rhineland,rheinland
geneva,geneve,genf
zurich,zuerich
basel,basle,bale
lucerne,luzern
bern,berne
brussels,bruxelles,brussel
antwerp,antwerpen,anvers
ghent,gent,gand
bruges,brugge
liege,luik
flanders,vlaanderen
wallonia,wallonie
the hague,den haag,hague
holland,netherlands,the netherlands
copenhagen,kobenhavn
gothenburg,goteborg
helsinki,helsingfors
turku,abo
oslo,christiania,kristiania
lisbon,lisboa
porto,oporto
seville,sevilla
saragossa,zaragoza
catalonia,cataluna,catalunya
rome,roma
milan,milano
turin,torino
florence,firenze
venice,venezia
naples,napoli
genoa,genova
leghorn,livorno
sicily,sicilia
sardinia,sardegna
corsica,corse
marseille,marseilles
lyon,lyons
strasbourg,strassburg
brittany,bretagne
normandy,normandie
dunkirk,dunkerque
havana,la habana
mexico city,ciudad de mexico
new york city,nyc
washington,washington d.c.,washington dc,d.c.,dc
alabama,ala.
alaska,alas.
arizona,ariz.
arkansas,ark.
california,calif.
colorado,colo.
connecticut,conn.
delaware,del.
florida,fla.
georgia,ga.
idaho,ida.
illinois,ill.
indiana,ind.
kansas,kan.,kans.
kentucky,ky.
louisiana,la.
maryland,md.
massachusetts,mass.
michigan,mich.
minnesota,minn.
mississippi,miss.
missouri,mo.
montana,mont.
nebraska,neb.,nebr.
nevada,nev.
new hampshire,n.h.
new jersey,n.j.
new mexico,n.m.
new york,n.y.
north carolina,n.c.
north dakota,n.d.
oklahoma,okla.
oregon,ore.
pennsylvania,pa.,penn.
rhode island,r.i.
south carolina,s.c.
south dakota,s.d.
tennessee,tenn.
texas,tex.
vermont,vt.
virginia,va.
washington state,wash.
west virginia,w. va.,w.va.
wisconsin,wis.,wisc.
wyoming,wyo.
puerto rico,p.r.
british columbia,b.c.
united states,united states of america,usa,u.s.a.,us,u.s.,america
united kingdom,uk,u.k.,great britain,britain
northern ireland,n. ireland
south africa,s. africa
bosnia and herzegovina,bosnia-herzegovina,bosnia
united arab emirates,uae,u.a.e.
soviet union,ussr,u.s.s.r.
russia,russian federation
china,people's republic of china,prc
taiwan,republic of china
south korea,republic of korea,s. korea,s.korea
north korea,n. korea,n.korea,dprk,democratic people's republic of korea
east timor,timor-leste
vatican,vatican city,holy see
falkland islands,falklands,malvinas
gaza,gaza strip
sea of azov,azov sea
bay of bengal,bengal bay
persian gulf,arabian gulf
english channel,la manche
dnieper,dnipro river,dnepr river
danube,donau,dunav
vistula,wisla
oder,odra
rhine,rhein,rijn
meuse,maas
elbe,labe
bosphorus,bosporus
dardanelles,hellespont
";

/// Canonical name of each alias.
static CANONICAL_NAMES: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    let lines = PLACE_ALIASES.lines().filter_map(|line| Some((line, line.split(',').next()?)));
    lines.flat_map(|(line, first)| line.split(',').map(move |name| (name, first))).collect()
});

/// Canonical name of the place `folded`; `folded` itself where the gazetteer does not list it.
pub fn canonical_place_name(folded: &str) -> &str {
    CANONICAL_NAMES.get(folded).copied().unwrap_or(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_place_are_listed_under_the_first() {
        assert_eq!(canonical_place_name("kiev"), canonical_place_name("kyiv"));
        assert_eq!(canonical_place_name("peking"), "beijing");
        assert_eq!(canonical_place_name("iran"), "iran");
        assert_ne!(canonical_place_name("niger"), canonical_place_name("nigeria"));
    }

    #[test]
    fn an_abbreviated_state_is_the_state_and_no_city() {
        assert_eq!(canonical_place_name("fla."), "florida");
        assert_eq!(canonical_place_name("n.y."), canonical_place_name("new york"));
        assert_eq!(canonical_place_name("s. korea"), canonical_place_name("south korea"));
        assert_ne!(canonical_place_name("new york city"), canonical_place_name("new york"));
        assert_ne!(canonical_place_name("wash."), canonical_place_name("washington"));
    }

    #[test]
    fn no_name_is_listed_twice() {
        let mut names: Vec<&str> = PLACE_ALIASES.lines().flat_map(|line| line.split(',')).collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|two| two[0] != two[1]), "{:?}", names.windows(2).find(|two| two[0] == two[1]));
        assert!(names.iter().all(|name| crate::analysis::fold::fold(name) == **name));
    }
}
