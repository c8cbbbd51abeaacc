//! Common names of the world's news: two of them that differ are two names, however near their spelling. Written from
//! general knowledge; only the comparison of two names alone knows them.

/// Common surnames, folded.
const COMMON_SURNAMES: &str = " adams ahmed albert alexander ali allen alvarez anderson andersen andrews armstrong arnold austin bailey baker ball banks \
barber barker barnes barnett barr barrett barry barton bates bauer beck becker bell bennett benson bentley berg berger bergman beyer bird bishop \
black blair blake bloom boone borg bosch bowen bowers bowman boyd boyle bradley brady brandt braun brewer briggs brook brooks brown browne bryan \
bryant buck burke burns burton bush butcher butler byrd byrne cain cameron campbell carey carlson carney carpenter carr carroll carson carter \
casey castro chan chandler chang chapman chase chavez chen cheng cheung clark clarke clayton cohen cohn cole coleman coles collier collins conner \
connor conrad conway cook cooke cooper costa costello cox craig crane crawford cross cruz cummings curtis dahl dale dalton daly daniels davidson \
davies davis davison dawson day dean delgado diaz dixon donald dorsey douglas doyle drake duncan dunn duran dutton eaton edwards elliott ellis \
erickson ericsson evans farmer farrell feldman ferguson fernandes fernandez field fields finch finn fischer fisher fitzgerald fleming fletcher \
flores flynn ford forster foster fowler fox francis frank franklin franks fraser frazier freeman french frost fry fuller garcia gardner garner \
garrett geller george gibbs gibson gilbert gill goldberg goldman gomes gomez goodman gordon graham grant graves gray green greene greer gregory \
griffin griffith gross gruber haas hale hall halls ham hamilton hammond hand hanna hansen hanson hardin harding hardy harmon harper harris \
harrison hart hartmann harvey hayes haynes heller henderson henry herman hernandez herrera hess hicks higgins hill hills hines hoffman hoffmann \
hogan holland holm holmes holt hood hooper hope hopkins hopper horn horne horton houston howard howe howell hu huang hudson huff huber hughes \
hunt hunter hurst hussein hyde irwin ito jackson jacobs jacobsen jacobson james jansen jensen jenkins jennings jimenez johansen johansson johns \
johnson johnston johnstone jones jordan joseph kane kaplan karlsson kay keane keller kelley kelly kemp kennedy kent kerr khan kim king klein \
knight koch kohl kohler kramer krause kruger lam lamb lambert lane lang lange larsen larson larsson lau lawrence lawson lee lehmann leonard lewis \
li lim lin lind lindsay lindsey liu lloyd lo logan long lopez love low lowe lu lucas lund lynch lyon lyons mack mann manning marks marsh marshall \
martin martinez marquez mason massey matthews maxwell may mayer maynard mccarthy mccoy mcdonald mcgee mckenzie mckinney mclean mcmahon mcmillan \
medina meier mendes mendez mendoza menzies meyer meyers miller mills milner mitchell mohamed molina monroe montgomery moody moon mooney moore \
morales moran moreno morgan moreau moretti morris morrison morse morton moss mueller muller mullen munn munoz murphy murray myers nash neal \
nelson newman newton nguyen nichols nicholson nielsen nilsson nixon noble nolan norman norris north nunez obrien oconnell oconnor odonnell oliver \
olsen olson olsson ortega ortiz osborne owen owens packer page palmer parish park parker parks parr parry parsons patel patterson patton paul \
pauley payne pearce pearson peck pena perez perkins perry peters petersen peterson phelps phillips pierce pike piper poole pool pope porter \
potter potts powell powers pratt preston price prince pugh quinn ramirez ramos ramsey ramsay randall ray read reed reese reeves reid reilly reyes \
reynolds rhodes ricci rice rich richards richardson richter riley ritter rivera rivers roach robbins roberts robertson robinson robson rodriguez \
rodrigues rogers rojas romano romero rose ross rossi roth rowe roy rubin ruiz rush russell russo ruth ryan salazar sanchez sanders sanderson \
sandler santos sato saunders sawyer schmid schmidt schmitt schneider schroder schultz schulz schumacher schwartz schwarz scott sellers shannon sharp \
shaw shepherd sheppard sherman short silva simmons simon simons simpson sims sinclair singer singh sloan small smart smith snow snyder solomon \
song soto sparks spence spencer stafford stanley stark steele stein stephens stephenson stern stevens stevenson stewart stone stuart suarez \
sullivan summers sutton svensson swan swann swanson sykes tan tanaka tanner tate taylor terry thomas thompson thomson thornton tian todd torres \
townsend tran travis trevino tucker turner tyler underwood valdez vance vargas vasquez vaughn vega wade wagner walker wall wallace waller walls \
walsh walter walters walton wang ward warner warren washington waters watkins watson watts weaver webb weber webster weeks weiss welch wells \
welsh west wheeler white whitehead wiley wilkins wilkinson willard williams williamson willis wilson winter winters wise wolf wolfe wong wood \
woods woodward woodard wright wu xu yamada yamamoto yang yates yoon york young yu zhang zhao zheng zhou zhu zimmerman ";

/// Common given names that stand in no line of variants, folded.
const COMMON_GIVEN_NAMES: &str = " aaron abigail adam agatha alan allan alfonso allison alma alva amber amir amy angus annabel antonia april archie ariana astrid audrey ava \
barry beatrice becca bella belinda bella ben bernard bertha beverly blake bonnie brad bradley brandon brenda brent brett bridget caleb cameron \
camille candice carla carmela cecil cecilia chad chase chelsea cheryl clarence clark claude clifford clint clyde cody connor corey courtney crystal \
curtis dale damian dana darrell darren dawn dean della delia diana diane dina don donna doris duncan dustin dylan earl edgar edith edna eileen elaine \
eleni eliot ella elmer elvira enid erin ernestine estelle ethan ethel eva eve evelyn faith fay flora florence floyd fiona gail garrett garth gary \
gavin gemma geraldine gilbert gina gladys gloria glen gordon graciela greta guy gwen hazel herbert herman hilda holly homer hope hugh horace ida ian imogen \
ingeborg iris irma ivor jade jared jasmine jason jay jeanette jeffrey jenna jeremiah jeremy jocelyn jodie jordan jorge joy joyce juan juanita june kara kari karl \
kathleen kayla kelvin kendra kent kerry kim kirk kristen kurt kyle lance lana lara leila leila leland leroy leslie lester lila lillian lily lionel \
lisa lloyd logan lola lorna lorraine louise lucille luther lyle lynn mabel mae malcolm mandy marcia marian marianna marianne marilyn marina marion \
marjorie marlene marsha marvin maud maureen max mavis may melvin mercedes merle mildred milton mina mindy minnie miranda misty mitchell mona morgan \
morris muriel myra myrtle nadine naomi nell nelson nico nigel nita noel nora norma norman olive opal otis otto owen pansy pascal pauline pearl percy \
perry phoebe phyllis preston quentin ralph ramona randall reginald rena rene rhonda rita rodney rosalind rosemary ross roxanne roy russell ryan sabrina \
sally salim salma samir samira sean selma seth seymour shane shannon sharon shawn sheila shelley sherry shirley sidney silas stella stewart stuart \
summer sven tamara tania tara taylor ted thelma theodora tiffany todd tracy travis trevor troy tyler vera vernon violet viola vivian wade wallace wanda \
warren wayne wendy wesley wilma winifred winston yasmin yvette yvonne zara zelda karima amira jamila ayman aymen hana hani rana rania tamer samer ";

/// Surnames of China, Korea and Vietnam, whose given names are told apart by a syllable.
const SYLLABIC_SURNAMES: &str = " ahn an bae bai bui cai cao chae chang chen cheng cheung cho choe choi chong chu chung dang deng ding do duong fan fang feng gao gu guo \
ha han he ho hong hou hu huang huynh hwang im jang jeon jeong ji jia jiang jin jo jung kang kim ko kong kwon lai lam lau le lee lei leung li liang \
liao lim lin liu lo lu luo ly ma mao meng min moon mun nam ngo nguyen noh oh paek pai pak pan park peng pham phan qian qin ra ren ri rim ro roh ryu seo \
shao shen shi shin sim sin so son song su sun tan tang tao tian tran truong tsai vo vu wang wei wong woo wu xi xia xiao xie xu yan yang yao ye yi yim yin \
yoo yoon yu yuan yun zeng zhang zhao zheng zhou zhu zou ";

fn stands_in(list: &str, folded: &str) -> bool {
    !folded.is_empty() && list.contains(&format!(" {folded} "))
}

/// Whether a folded word is a common surname.
pub fn is_common_surname(folded: &str) -> bool {
    stands_in(COMMON_SURNAMES, folded)
}

/// Whether a folded word is a common given name that has no variants.
pub fn is_common_given_name(folded: &str) -> bool {
    stands_in(COMMON_GIVEN_NAMES, folded)
}

/// Whether a folded word is a surname of China, Korea or Vietnam.
pub fn is_syllabic_surname(folded: &str) -> bool {
    stands_in(SYLLABIC_SURNAMES, folded)
}
