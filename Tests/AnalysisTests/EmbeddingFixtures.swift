// Made by scripts/make_embedding_fixtures.py.

enum EmbeddingFixtures {
  static let iris = KnownAnswers(
    explainedVariance: [
      4.228241706034864, 0.24267074792863336, 0.07820950004291938, 0.023835092973449434,
    ],
    totalVariance: 4.572957046979866,
    firstProjections: [
      -2.6841256259695374, 0.31939724658510116, -2.7141416872943265, -0.17700122506478078,
      -2.888990569059297, -0.1449494260855575,
    ],
    planeTrustworthiness: 0.9848753696662442,
    planeAccuracy: 0.9533333333333334,
    firstPrecision: 6.997626474028696, lastPrecision: 4.34463627453273,
    denseEntropy: 8.485960580293185, sparseEntropy: 8.48604383913706,
    peerDivergence: 0.12231343102168198,
    peerDenseDivergence: 0.12205529769252109,
    peerTrustworthiness: 0.9896620194338825,
    peerAccuracy: 0.98)

  static let digits = KnownAnswers(
    explainedVariance: [
      202.99774797809084, 175.71692802309707, 147.66541203843377, 126.25923777580113,
    ],
    totalVariance: 1199.936111338519,
    firstProjections: [
      -11.446735694950902, -16.899479171605144, 8.858114282413954, 17.514324405892935,
      3.698014313437172, 13.36841636059837,
    ],
    planeTrustworthiness: 0.8774516986281692,
    planeAccuracy: 0.7257142857142858,
    firstPrecision: 0.00397179871117493, lastPrecision: 0.004011490611380349,
    denseEntropy: 9.305510875593368, sparseEntropy: 9.312628951571604,
    peerDivergence: 0.32589251461382784,
    peerDenseDivergence: 0.2685707416096292,
    peerTrustworthiness: 0.9913395101630396,
    peerAccuracy: 0.98)

  /// Class, then the lengths in millimetres.
  static let irisText = """
    0 51 35 14 2; 0 49 30 14 2; 0 47 32 13 2
    0 46 31 15 2; 0 50 36 14 2; 0 54 39 17 4
    0 46 34 14 3; 0 50 34 15 2; 0 44 29 14 2
    0 49 31 15 1; 0 54 37 15 2; 0 48 34 16 2
    0 48 30 14 1; 0 43 30 11 1; 0 58 40 12 2
    0 57 44 15 4; 0 54 39 13 4; 0 51 35 14 3
    0 57 38 17 3; 0 51 38 15 3; 0 54 34 17 2
    0 51 37 15 4; 0 46 36 10 2; 0 51 33 17 5
    0 48 34 19 2; 0 50 30 16 2; 0 50 34 16 4
    0 52 35 15 2; 0 52 34 14 2; 0 47 32 16 2
    0 48 31 16 2; 0 54 34 15 4; 0 52 41 15 1
    0 55 42 14 2; 0 49 31 15 2; 0 50 32 12 2
    0 55 35 13 2; 0 49 36 14 1; 0 44 30 13 2
    0 51 34 15 2; 0 50 35 13 3; 0 45 23 13 3
    0 44 32 13 2; 0 50 35 16 6; 0 51 38 19 4
    0 48 30 14 3; 0 51 38 16 2; 0 46 32 14 2
    0 53 37 15 2; 0 50 33 14 2; 1 70 32 47 14
    1 64 32 45 15; 1 69 31 49 15; 1 55 23 40 13
    1 65 28 46 15; 1 57 28 45 13; 1 63 33 47 16
    1 49 24 33 10; 1 66 29 46 13; 1 52 27 39 14
    1 50 20 35 10; 1 59 30 42 15; 1 60 22 40 10
    1 61 29 47 14; 1 56 29 36 13; 1 67 31 44 14
    1 56 30 45 15; 1 58 27 41 10; 1 62 22 45 15
    1 56 25 39 11; 1 59 32 48 18; 1 61 28 40 13
    1 63 25 49 15; 1 61 28 47 12; 1 64 29 43 13
    1 66 30 44 14; 1 68 28 48 14; 1 67 30 50 17
    1 60 29 45 15; 1 57 26 35 10; 1 55 24 38 11
    1 55 24 37 10; 1 58 27 39 12; 1 60 27 51 16
    1 54 30 45 15; 1 60 34 45 16; 1 67 31 47 15
    1 63 23 44 13; 1 56 30 41 13; 1 55 25 40 13
    1 55 26 44 12; 1 61 30 46 14; 1 58 26 40 12
    1 50 23 33 10; 1 56 27 42 13; 1 57 30 42 12
    1 57 29 42 13; 1 62 29 43 13; 1 51 25 30 11
    1 57 28 41 13; 2 63 33 60 25; 2 58 27 51 19
    2 71 30 59 21; 2 63 29 56 18; 2 65 30 58 22
    2 76 30 66 21; 2 49 25 45 17; 2 73 29 63 18
    2 67 25 58 18; 2 72 36 61 25; 2 65 32 51 20
    2 64 27 53 19; 2 68 30 55 21; 2 57 25 50 20
    2 58 28 51 24; 2 64 32 53 23; 2 65 30 55 18
    2 77 38 67 22; 2 77 26 69 23; 2 60 22 50 15
    2 69 32 57 23; 2 56 28 49 20; 2 77 28 67 20
    2 63 27 49 18; 2 67 33 57 21; 2 72 32 60 18
    2 62 28 48 18; 2 61 30 49 18; 2 64 28 56 21
    2 72 30 58 16; 2 74 28 61 19; 2 79 38 64 20
    2 64 28 56 22; 2 63 28 51 15; 2 61 26 56 14
    2 77 30 61 23; 2 63 34 56 24; 2 64 31 55 18
    2 60 30 48 18; 2 69 31 54 21; 2 67 31 56 24
    2 69 31 51 23; 2 58 27 51 19; 2 68 32 59 23
    2 67 33 57 25; 2 67 30 52 23; 2 63 25 50 19
    2 65 30 52 20; 2 62 34 54 23; 2 59 30 51 18
    """

  /// Class, then 64 pixels from a (0) to q (16).
  static let digitsText = """
    0aafnjbaaaanpkpfaadpcaliaaemaaiiaafiaajiaaelabmhaacofkmaaaagnkaaa
    1aaamnfaaaaalqjaaaadpqgaaahpqqcaaaabqqdaaaabqqgaaaabqqgaaaaalqkaa
    2aaaepmaaaadqpoaaaainiqaaaabgplaaabinpbaaajqqfaaaadnqqlfaaaadlqja
    3aahpnbaaaingpeaaacbnnaaaaacplbaaaaabmmbaaaaabkiaaaiefojaaahnnjaa
    4aaablaaaaaahiaaaaabngccaaahpajiaafqkaqgaaepqnqbaaaadpkaaaaacqeaa
    5aamkaaaaaaoqqoaaaanqpkbaaalqqhaaaaaehqhaaaaaeqjaaafemqeaaajqqkaa
    6aaamnaaaaafqiaaaaanqdaaaaaonaaaaaapmhcaaaanqnqdaaahqlpiaaabjplda
    7aahinqpbaahhelmaaaaainbaaeiippgaaclppeaaaaaqfaaaaajpbaaaaanfaaaa
    8aajoibaaaamoomaaaajkapeaaadqmocaaaeqqcaaadqikncaabpbdqiaaalqplba
    9aalmaaaaacqqqnaaadqmkoaaabqbmpaaaanqjpcaaaadajlaaaaajpeaaajmndaa
    0aabjplaaaalqiogaacqkajjaabqeaiiaaeqeaiiaabqfbldaaammkkaaaabkndaa
    1aaaaonbaaaafqqcaaaaoqmaaabkqqmaaadmoqjaaaaafqpaaaaaeqoaaaaabnqba
    2aafmbaaaaapohaaaaanbmaaaackaoaaaaacaqbaaaaagpaaaaajqpjicaadlinme
    3acjpojdaaenijqiaaaagopdaaaalocaaaaacplaaaaaacpeaabfgnqgaacmmnlaa
    4aaaipbaaaabonbbaaakpdplaahqhbqiaajqnoqfaabkpqoaaaaabqkaaaaakpeaa
    5afmnqqcaalqpieaaaiolbaaaaiqqoaaaabggqaaaaaafqdaaabfpnaaaaepqcaaa
    6aaaipbaaaaamoaaaaadqhaaaaagqcaaaaahqqnfaaapqjjoaaadojcqcaaahpqla
    7aabipkaaadnpooaaafkakmaaaadfpkcaaaqqqqmaabimoidaaaaknaaaaaaljaaa
    8aakhnjaaaajkmpcaaaelklaaaabqkbaaaamneaaaaambmaaaabkcoaaaaalofaaa
    9aagoeaaaaalqkaaaaaioqcaaaabmmlaaaaaaaldaaaaaaflaaabeehqcaahqqnlb
    0aadnlhaaaalqqqcaaeqjbocaaeqaaqcaaaqbamiaaapjangaaajojobaaacmneaa
    1aaacqqcaaaaeqqcaabemqmaaahqqqmaaaadkqoaaaaaiqmaaaaagqqcaaaacmpea
    2aaiqfaaaabnlqaaaaakandaaaadbqbaaaaajmaaaaadpfaaaaaopiidaaahmmmnb
    3abimpoeaadliimmaaaaacnhaaaacpmbaaaaanfaaaaaajnaaaahiopaaaaoplcaa
    4aaaamcaaaaagobaaaaeqhiaaaanjaqgaagqklqaaaafknqaaaaaagqaaaaaamiaa
    5aamiihaaadqqlhaaacobaaaaafofaaaaacpqjaaaaaacqcaaaaeiqeaaaalojaaa
    6aabnodaaaaiqncaaacqqdaaaadqmbaaaafqofaaaadqqqqgaaboqqqmaaadmpoha
    7aaaioocaaaagkplaaaaaaokaacilmqiaaiqqqqhaaaaalpbaaaajqhaaaaamnbaa
    8aakleaaaaakpnnbaaailaoeaaaanpnaaablqqaaaabpdjkaaaaogpkaaaaiohbaa
    9aajnhaaaaamqqcaaaamnqgaaaagqqoaaaaaacqdaaaaaajkaaadhmoqcaahmmmla
    0aakoldaaaeqngobaaeqcalhaaiqaakfaaiqaaoeaaiqabqbaaeqblpaaaalqmdaa
    9aacniaaaaagqqgaaaafpnlaaaaahqpaaaaaaaodaaaaaahlaaaadeeqcaacpnonc
    5acnqqqlaafqkfebaagqhdaaaajqqqgaaadielpaaaaabmpaaaaenqgaaacqpiaaa
    5agnfiibaaiqqqqgaagqjgeaaagqqpfaaaaefpmaaaaadqjaaabinpdaaaeqpdaaa
    6aaafocaaaabnlaaaaafqcaaaaagpfaaaabpqplbaacnobmjaaaeqhnjaaaafqpda
    5adpiigaaaeqqqncaadqjcaaaacqqpdaaaahgmjaaaaabokaaaafopcaaabpobaaa
    0aagokcaaaappnpdaacqkanjaabqfamfaaaqdangaabpfgnbaaaqlokaaaahqlbaa
    9aankbaaaafqohaaaaeqioaaaacoqqgaaaabejnbaaaaaangaaafifjoaaannpqna
    8aahhnqeaaanngmhaaakeklbaaaiqkaaaadoqaaaaaiilfaaaaekjiaaaablqgaaa
    9abjqnhaaahoekmaaagpjqlaaaajlhoaaaaaaapcaaaaaalgaadnifofaaajonkba
    8aalkmeaaaamnjqbaaahnlqaaaabqoeaaaakqnaaaaaohmhaaaeoemnaaablomeaa
    4aaajpbaaaaeqmaaaaapocldaaeqjeqkaajqlnqcaaajqqoaaaaaiqgaaaaajqcaa
    1aaaamfaaaaacqmaaaabmqlaaacmqqkaaaglfpgaaaaabqjaaaaacqlaaaaadqiaa
    7aaajpmaaaaehhoaaaaaaandaaejiknbaaeqpqqgaaaaaodaaaaajmaaaaaalhaaa
    7aajqqqfaabokiqiaaaaahqdaadilpqlaaiqqpldaaacqhaaaaaiqbaaaaankaaaa
    3aajqngaaaagfqqaaaaaipfaaaaafodaaaaaajpcaaaaaalmaaaeilpmaaalomiaa
    5abpeaaaaacqqqocaagqliidaafqlfaaaaaloobaaaaafqhaaaagqqeaaaaooeaaa
    1aaabljaaaaahqnaaaaeoqjaaakqlqiaaaaadqgaaaaadqiaaaaafqkaaaaacogaa
    0aacpndaaaakplpaaadqgakaaaeqiadiaaiodaeiaadpbadhaaaolgofaaaempgaa
    0aabpnbaaaahqoiaaaimjcncaahjbaggaafjaadjaaapcaimaaajpnqgaaaanoiaa
    2aaafomcaaahpioeaaagcdnbaaaabneaaaabljaaaaiqnaaaaafoqlcaaaaagmnda
    2aaadpkbaaaalkqeaaaambpgaaaadepeaaaagpgaaaepqjaaaaanqpjdaaaaejoha
    7aadmqqgaaaklhqlaaaaacokaaflijqdaajqqqqjaabejqgaaaaaloaaaaaeqfaaa
    8aaeiqfaaaajqilaaaafkancaaaanepcaaaajqiaaaaipofaaaaqfoeaaaagqmbaa
    2aaaboodaaaaklniaaaahaniaaaaahpbaaeimpeaaagqqgaaaaacmmecaaaabnqfa
    0aacopfaaaakqqpbaadqkkqeaafqaaogaafqgamhaabpnengaaalqqpaaaaclneaa
    1aaaamnbaaaaiqpcaaakqqmaaaeqqqnaaaeheqgaaaaabqiaaaaabqiaaaaaammaa
    2aaabjlaaaaanqqaaaaamhoaaaaaaohaaaafmmaaaahqqgaaaaejnqleaaaaajnda
    6aaaknbaaablmhaaaacqmaaaaaeqlaaaaaeqpieaaaeqqnqgaaahqhnoaaaahppfa
    3abkplbaaadiilmaaaaafopbaaaalpcaaaaaepcaaaaaamkaaaadekqbaaanqpkaa
    3aakpoeaaaaegnqcaaaadqjaaaaabqgaaaaaakmaaaaaabqeaabjfgqhaaaomplca
    7aagnqgaaadqopqbaaafaiqcaaaaaiqdaadpqqqjaafnoqldaaaampbaaaaeqhaaa
    3aaoqogaaaahkqqdaaaafqqbaaaacqiaaaaaamnbaaaaaeqhaaafjoqhaaanqqkba
    3adqqohbaabjjpqeaaaahqmbaaaajqcaaaaadphaaaaaajpaaabkkqqdaacnqmfaa
    4aaagqeaaaabnpbaaablqfaaaaiqkakgaamqijqmaacpqqqhaaaaeqlaaaaahqdaa
    6aaajkaaaaahqhaaaaannbaaaaaphaaaaaeqpmhaaacqmelkaaaiofjoaaaagmoja
    6aaaklaaaaajqgaaaaapnaaaaaaokaaaaabpmicaaaamqqqkbaahqmmqeaaajpmfa
    6aafoaaaaaamjaaaaaapdaaaaabqaaaaaabqcheaaadqqqqjaaappekqaaaeoqmha
    4aaajjaaaaadqjaaaadokacaaakqfhpbaaclpqnbaaaahqdaaaaagpaaaaaaeqfaa
    9aagmngaaagqjmqcaahqjpnaaaalpqeaaaaamkaaaaadqeaaaaabqcaaaaaglaaaa
    1aaaaohaaaaanqjaaaakqqhaaahqiqcaaabfgqgaaaaaeqgaaaaacqgaaaaaamlaa
    5abnpmmfaaeqiigaaahnaaaaaaipnphaaabgfimaaaaaamlaaaacnobaaadokbaaa
    0aabnkaaaahqqqhaaaiqnkpaaaiqccpdaafpcamhaabpgcqdaaalpnqaaaabpoiaa
    9abmneaaaaeqqqdaaaeqqqkaaaagqoqaaaaaaaqeaaaaaanhaabcdhokaacmqomda
    5aannicaaafqqqmaaabpmaaaaaamnhbaaaaiqqmaaaaaejqdaaabfopbaaakqqgaa
    2aaaajnaaaaacqqbaaaafjpaaaaaafoaaaaadphaaahqqlaaaaaloqhdaaaaajpja
    8adfongaaajqmkmaaagqdmlaaabnkqgaaaakqkaaaabpqkaaaaaqmqaaaaadpqfaa
    2aaaalpeaaaadqqmaaaaioqmaaaafkqgaabhlqnaaajqqobaaadioqjaaaaablqma
    0aakmkaaaadqqqeaaahpdinaaaimaaobaaimaahiaafnaaeiaaaoiakiaaahmnmea
    0aaeolaaaadppqjaaainadpbaaimaaigaaimaaiiaafnbaiiaacpompgaaafqpiaa
    1aaabonbaaaabqqdaaflpqqaaaepqqpaaaaaiqhaaaaakqdaaaaaiqgaaaaacnpca
    7aadoqoaaaannnqcaaabajpaaaajmpqkaaeqqqldaaaejocaaaacpjaaaaaenbaaa
    6aaakpdaaaahqlaaaaanpbaaaaaplaaaaaaqnibaaaapqqpgaaakqoqocaabjpqla
    3acnpkeaaaafenpcaaaaalqeaaaaaqmaaaaaanlaaaaaainaaabgiomaaacmolbaa
    2abnpcaaaagppjaaaajiknaaaafdmmaaaaadqgaaaafppbaaaagqpmmlaablnqqma
    1aaabqfaaaaafqlaaaaamqlaaahmqqhaaaeimqeaaaaajqcaaaaakqcaaaaadnfaa
    7aachpnbaaaomjoiaaacaamiaaaaaangaafqqqqfaacfhnocaaaabpfaaaaaljaaa
    4aaajqeaaabjqncaaaoqoiaaabppfqjaaafqqqiaaaacnqbaaaaalnaaaaaalnaaa
    6aaaklaaaaadqkaaaaaiqaaaaaamoaaaaaaoqpgaaaamqmpgaaahqknoaaaajnlga
    3aanqpeaaaajinqdaaaaanqhaaaabqmaaaaaapkaaaaaaipaaaadgpqhaaapqqlba
    1aaabmibaaaaeqqbaaabnqlaaablqqmaaacmiqkaaaaaapiaaaaaeqeaaaaadneaa
    3aeoqqmbaacmhoqgaaaafqkaaaaaeqhaaaaaeqgaaaaabplaaabikqkaaafqqpbaa
    9aajnofaaaeqknqaaaanpoqbaaaadhqdaaaaaeqaaaaaabqdaabpfiqcaaahpqjaa
    1aaalqfaaaaakqfaaaaeqqfaaalqqqdaaafioqcaaaaaoqcaaaaalqcaaaaaiqiaa
    7aadmqkaaacommmaaafkaklaaaaabojcaaaiqqqkaaagqnhaaaaaqfaaaaafnaaaa
    6aaalqiaaaagqndaaaaiqiaaaaanqcaaaaapqfaaaacqqqfaaabkqqoaaaaamqpaa
    8abjqpkaaagqihqdaaaloqlbaabnqgaaaaipqdaaaafoklaaaaaphqdaaaalqiaaa
    4aaadobaaaaanmbaaaahqfdaaadplfqcaafqllqgaaagmqndaaaabphaaaaacqhaa
    3acpqqncaabkioqiaaaaaqpbaaaaaqiaaaaaaooaaaaaalqbaaconqqdaacpqofaa
    1aabpnaaaaabqqfaaaahqqaaaaanqnaaaahqqnaaaablqnaaaaacqqaaaaaboqdaa
    4aaacnaaaaaaipaaaaafqfcaaaapmbqeaaeqcjqiaaakoqqeaaaaaniaaaaaangaa
    0aabmfaaaaajqodaaacqolnaaacqkaoeaaeqaameaaeqdalkaaanmiogaaadkqmba
    5aamqqiaaadqnifaaacqdaaaaaaqnjaaaaakqqhaaaaabknaaaaclqkaaaalqmaaa
    3aenqqmdaadhenqgaaaaipfaaaaamiaaaaaahmaaaaaaemaaaabhmlaaaadpmcaaa
    6aaaioeaaaahqhaaaaaokaaaaabqgaaaaadqqkaaaacqmogaaaamplkaaaaakniaa
    9aajpfaaaaanonhaaaagoknbaaaajmpfaaaaaakkaaaaaahoaaadijppaaafmmjba
    6aaaflbaaaaaoocaaaafqfaaaaaipcaaaaaknaaaaaaoqqiaaaagqjpgaaaagoqia
    1aaaagkaaaaaaopaaaaakqqaaaahqqpaaadphpkaaaaaanlaaaaaapjaaaaaaipaa
    7aaclqeaaaamjlpbaaacaeqaaaaacipbaaeqqqphaadgeqdaaaaaglaaaaaamhaaa
    5aapqqmcaacqpmmdaaeqiaaaaaiqmeaaaaamqqaaaaaadqiaaacgjqiaaabpqpdaa
    4aaakpaaaaalpdaaaahpeaaaaamlbdicaaemppqjaaaaiqicaaaakmaaaaaamjaaa
    4aabkjaaaaajpeaaaabqfaaaaaeqbeoeaaeqmoqfaaabhqjaaaaacqeaaaaaknaaa
    7aadlqnaaadppnqaaagicjoaaaaehpofaaeqqqogaabinmaaaaabqeaaaaadpbaaa
    2aacqnbaaaagpqhaaaadgqiaaaaadqgaaaabnnaaaagoqeaaaajqqnkdaaaelpqka
    8aaejnfaaabqqmlaaaalifqaaaahknkaaaaeqnaaaaanpmaaaaaljofaaaaakqiaa
    2aaaipiaaaadqmqeaaackbqeaaaaaioaaaaajpdaaadqoeaaaaepohbaaaaajmoea
    2aabkqiaaaalnkqaaaambeqbaaabanhaaaaajmaaaacnpbaaaaepoheaaaablopfa
    5acpqqocaadqojkbaahqgaaaaadopgaaaaabnmaaaaaaiqaaaaajqlaaaadqnbaaa
    7aajmppcaabpolqhaaacacqeaaacekpcaaanqqqjaaanqkbaaaagqbaaaaaljaaaa
    9aaamobaaaajqkfaaaainfoaaaacoqqeaaaaaekkaaaaaaeqaaacgejqaaablqpha
    5aagncaaaaeqqqlaaaamlbgbaaamokcaaaabimmaaaaaajoaaaaejqfaaaajoeaaa
    4aaamnaaaaafqkaaaagqnlmcaamqkpqjaaeoqqmeaaaaonaaaaaaomaaaaaalnaaa
    8aadgofaaaahppnaaaadonmaaaaaqnbaaaacqiaaaaakjoaaaaamepcaaaaepoaaa
    8aafopeaaaaiqqoaaaafqqjaaaaapqbaaaabqnaaaaalpofaaaammipbaaafqqqca
    4aaaioaaaaafqlaaaabpobgaaahqfdqiaaiqioqcaaagoqlaaaaagqeaaaaakpaaa
    9aamqhaaaacqfmdaaaaogdqcaaacoqmaaaaaakkaaaaaakiaaaaicnhaaaalqqdaa
    0aadmkbaaabqqqkaaafqngqbaafqhandaafqeanhaabqiaohaaanonqdaaacnpgaa
    8aafejkaaaakilqcaaaimoobaaafphaaaaaomaaaaabondaaaaamnfaaaaahqfaaa
    9aablpiaaaamokqfaaaqhnqeaaajpnqeaaaaabpeaaaaaaqeaaiqojqeaaackppca
    8aahnpfaaaaiqqmaaaahqpdaaaagqfaaaaafqcaaaaaiqgaaaaammnaaaaafnkaaa
    0aacmjaaaaalpmfaaaapfaoaaacpbajhaaekaahiaaamaaikaacpfkqbaaafomeaa
    1aaaafpiaaaacpqjaaadpqqkaahqkiqhaaabaiqeaaaaalqbaaaaajqbaaaaaioaa
    2acpqgaaaafqpoaaaafnkoaaaaaammaaaaabqhaaaaakpcaaaadqkigbaacpqqqha
    3adqqmmgaaaeefoiaaaaallaaaaaeqdaaaaaamlaaaaaajoaaaadhpeaaadqoeaaa
    4aaadqdaaaaamqcaaaaiqqeaaahqpqmlaaiqqqndaaaahobaaaaagqaaaaaaeoaaa
    5aeqqqkdaamqjimdaakqcaaaaadqmaaaaaahqjaaaaaamqbaaadkppbaaaeqndaaa
    6aacpeaaaaalnaaaaaaqgaaaaadqhaaaaaeqqpfaaaeqfdnhaabojainaaacnqqia
    7aacppdaaaaioqlaaaaaaloaaaaaalodaaaemqqhaaalqmbaaaabogaaaaaembaaa
    8aafmncaaadqoqnbaaeqjqmbaabjqpbaaabnqqfaaadqfmqaaadphomaaaagqndaa
    9aafpfaaaaamlniaaaaljkqaaaadpqqbaaaaaaogaaaaaaniaaagdaogaaacnqpda
    0aamjmbaaaaoqqiaaadqjdpcaaeqbaqfaafmaaqfaadobeqeaaapmooaaaahmmcaa
    1aaaahnfaaaaapqiaaabnqqdaaamqqqaaaiqdqnaaacdaqmaaaaaaqnaaaaaaimaa
    2aanoibaaabqqqgaaaadfqiaaaaajqcaaaabqjaaaabqnaaaaafqleeaaabnommaa
    3agqqphaaaclmqqfaaaaaopcaaaabqlaaaaaaooaaaaaafqjaaadhmqhaadqqplba
    4aaafoaaaaabpnaaaaajqnaaaafqpnaaaaiqqqpjaaaekoifaaaaimaaaaaahkaaa
    5aepqqqeaaeqpjhbaaapobaaaaafqjaaaaaaoqaaaaaajqfaaadknqeaaafqqmaaa
    6aaagobaaaacqkaaaaalpcaaaaannifaaacqomqdaabqlafmaaalpfmmaaaajpoga
    7aadpobaaaanqqgaaaaeeqiaaaaabqkbaaahqqqiaaampqgaaaaaolaaaaaembaaa
    8aadnndaaacommlaaaeqifpdaabnoqhaaaalqnbaaabqmnobaaannjqhaaadnqkba
    9aagnkeaaaeqpnnaaaeqoqqbaackqqqfaaaaadqfaaaaaaqiaaaaciqiaaahqojba
    0aacmeaaaabmqqdaaahqgenaaaiqganfaabqfahjaaaqiaimaaanooqkaaaeophaa
    1aaaafodaaaaajqiaaaajqqfaabnpmqbaaemdkpaaaaaalmaaaaaaimaaaaaafnea
    2aagnkdaaafplqlaaacgaqmaaaaaaqmaaaaahqgaaaafpkaaaaalqieaaaaionmea
    3ablmogaaabgeiqhaaaaadqfaaaacojaaaaaeqhaaaaabonaaaaabmoaaafmpjbaa
    4aaadqdaaaaakqlaaaaeqqiaaacomqfaaakqoqqlaafmnqidaaaacpdaaaaaemaaa
    5acoqqnfaahqniibaakpaaaaaakqaaaaaahqgaaaaabmqiaaaabiqkaaaadqpbaaa
    6aaaqhaaaaagqeaaaaalpaaaaaammaaaaaapqqiaaaamqnpiaaamqhnpaaablqpja
    7aakqobaaaaoqqhaaaabfqhaaaackqlgaahqqpmhaalkpkaaaaagqcaaaaanjaaaa
    8aacnnbaaaaiqoeaaaafqkieaaabqqkcaacpnmaaaafmdpbaaaaodneaaaadpnbaa
    9aafneaaaaapoofaaaamhiqbaaaenqqbaaaaaapcaaaaaaogaaachiqeaaagmnkaa
    0aafokhaaaaqqqqdaadqkcqhaahqdamiaaiqbamiaahqfcqeaacqponaaaahpncaa
    9aacngaaaaaeqpfaaaabpmpaaaaakqqbaaaaacqcaaaaaapfaaaeegqdaaacoqkaa
    5afqqqlbaaeqpkibaaeqmaaaaabnqfaaaaagqnaaaaaakqeaaaaenqcaaacpqjaaa
    5agqqqpkaajqnigfaamqbaaaaakqhaaaaadppdaaaaadqnaaaabfqjaaaajqlaaaa
    6aafnbaaaaamnaaaaaaqiaaaaafqcaaaaaeqipjbaaeqqmplaabpoeolaaafookba
    5acpqqncaahqniidaaeqeaaaaaaqlaaaaaamqdaaaaacnlaaaadipiaaaacppbaaa
    0aafqpbaaabpjkmaaadqbaqeaagqaalgaadqbaliaaeqedpeaabnnnobaaaenobaa
    9aacnigaaaahooqaaaahjdqeaaafopqeaaaadcnfaaadaamgaabmgalhaaadmqqba
    8aagpndaaaanopmaaaaolnpfaaajqpiaaacqqqcaaaiqcokaaafqjolaaaaioncaa
    9aagpgaaaaaolneaaaalhhnaaaafqqqbaaaaaaohaaaaaaknaaaclalmaaafqojea
    8aacneaaaaaiolaaaaakgofcaaacomoaaaabpncaaaalnobaaaanikeaaaaclqhaa
    4aaainaaaaabqqaaaaahqqaaaabpqqaaaagqpqjcaagpqqqlaaaalqaaaaaakoaaa
    1aaaaoqhaaaafqqiaaabmqqiaafoqqqfaabehqqiaaaacqqhaaaacqqdaaaaaqqaa
    7aahqqqnaaaijippaaaaaeqhaaaeimqfaadqqqohaaadiqdaaaaapnaaaaahqdaaa
    7aabikplaacopnqhaaagagocaaaadlmcaaacqqpiaaadnpcaaaaankaaaaabqfaaa
    3abkqqlaaafkimqeaaaabkoaaaaagqeaaaaahqfaaaaabmqeaaacejqeaabpoleaa
    5ahqqqlcaafqmigbaajqbaaaaacqpdaaaaafqobaaaaacqkaaabhnqdaaaepqgaaa
    1aaaamlbaaaabqqhaaaboqqhaaboqoqiaafmdiqhaaaaaiqeaaaaaiqbaaaaalmaa
    0aagppdaaadqoonaaagpcbofaaiocajiaaiqeaiiaafqgaljaabqqoqjaaafopkba
    0aaakpbaaaafqqkaaaaoggpaaaeqeapdaafpfalfaaamlanfaaaiqqqdaaabiniaa
    2aahppeaaaiqqqeaaaipiqeaaaaakpaaaaabpjaaaaagqcaaaaaiqiljaaajqqmda
    2abmokaaaafqqqeaaaaaeqeaaaaahpbaaaacpjaaaaajpcaaaaaqoiidaaakpnjea
    7aafqmcaaaaelqkaaaaaaolaaaaceoocaaanqqkeaaadkoaaaaaapfaaaaaglaaaa
    8aafpndaaaampmoaaaammooaaaadqodaaaajopdaaabpfimbaaaqeeqeaaafqqmca
    2aalmaaaaahqqfaaaafnqiaaaaabqiaaaaahqfaaaaajpbaaaaaqpjhcaaamonmfa
    0aacpnaaaaanqqjaaafqjgqeaafqdbohaagqeaqiaadqmgqmaaaoqqqeaaacnpiaa
    1aaablofaaaajqqfaaakqqqbaafqqqqaaabflqqaaaaafqqaaaaaalqaaaaaalkaa
    2aajqfaaaagqqpaaaahqoqcaaadgmqaaaaaapmaaaaahqgbdaaajqnpiaaahqqiba
    6aaeogaaaaakpcaaaaaqlaaaaaanlaaaaadqmidaaacqoimjaaaqnemmaaagpqmba
    3aemnngaaagoinqaaaaaalqcaaaaaqpaaaaaamqdaaaaaeqjaaabemqiaacnqmgaa
    3acppgaaaaaknqfaaaaacqjaaaaadqlaaaaaanobaaaaahqfaabegnpbaadpolcaa
    7aappcaaaaaiplaaaaaamoaaaaahmqnjaahqqqkfaabfqoaaaaajpdaaaacqeaaaa
    3abkpqndaafoffpiaaaaacpgaaaaajqaaaaaajqaaaaaaeqgaaacdnmaaaapnhaaa
    3acoqoeaaaelfnmaaaaacphaaaaaeqeaaaaabnnbaaaaacqeaaabdlpcaabmqjcaa
    4aaaalfaaaaaiqcaaaaepqdaaaamgqdaaafpapfdaagqqqleaaaaaoaaaaaaamcaa
    6aaagodaaaacqlaaaaalpcaaaabpncaaaadqqqhaaaeqoinhaaamqfmkaaaaionfa
    6aabogaaaaahqbaaaaankaaaaaaohaaaaadqkidaaaaqnmohaaaojelnaaacmqmea
    6aacolaaaaakqbaaaabqjaaaaaeqfaaaaafqmmlbaaeqokolaacpkgqkaaadpqkba
    4aaacpeaaaaaipbaaaabomaaaaagqmaaaaanqpecaajqqqqlaadiiqdaaaaadpaaa
    9aagpfaaaabpppdaaacqgloaaaapopqbaaadikqfaaaaadqiaaaaekqiaaahmnmba
    1aaaalmaaaaadpoaaaaalqlaaaajqqkaaaeqmqmaaadkdqlaaaaaaqoaaaaaallaa
    5acqqqofaajqlgidaajqcaaaaadqnbaaaaaiqmaaaaaamqeaaaablqgaaaeqqiaaa
    0aaeplbaaacooqiaaaipcdnaaaeqaamhaahqaamiaadqgbojaaapqqqcaaaenogaa
    9aakphaaaaeqnllaaakqmpqeaadmmoqeaaaaakqeaaaaajqeaaaeeppaaabmpmdaa
    5aeqqqqfaalqifidaakqcaaaaadqgaaaaaaqjaaaaaamqcaaaaagqlaaaaeqmbaaa
    2aadnmcaaaaonplaaaahaipaaaaaangaaaaadqeaaaaanlaaaaadqmibaaadqliaa
    8aaknaaaaaaoplaaaaamjqicaaafoqlbaaadqkaaaaamlqaaaabqhqfaaaalqnbaa
    2aafolaaaaapqpaaaaakiqbaaaaagoaaaaaamjaaaaabqdaaaaaiqmlaaaahqmhaa
    0aacmmcaaaakqqjaaadqqipdaagqganiaaiqeapiaafqimqgaaapqqpcaaadnmdaa
    0aaaohaaaabjqqdaaaeqillaaadqheqeaaiqeaqiaafqkanlaaanqqqjaaackngaa
    1aaaahohaaaadqqjaaagpqqgaafqqqqcaaeiiqqaaaaadqqdaaaabnqaaaaaaipaa
    7aaiqnaaaaahoqeaaaabmqnmbaalqqojaaakqobaaaaaojaaaaadqbaaaaamjaaaa
    6aadodaaaaannaaaaaaqhaaaaafqdaaaaadqhecaaaeqqqqhaabopelpaaafoqmga
    3acoqmgaaabkioqbaaaaakpcaaaacqmaaaaadqmaaaaaalqcaaahkppcaadnlhcaa
    2aakqjaaaaeqqqaaaacmjpaaaaaallaaaaabqhaaaaajqcaaaaapqifaaaalqqqca
    1aaaahpbaaaaalqaaaaaaqoaaaaakqpaaaamqqlaaafqgpmaaaabamqaaaaaaepea
    7aajqdaaaaalqobaaaaalqeaaaaaiqkbaabmqqqjaablqleaaaagqeaaaaallaaaa
    3aapqldaaaaekppdaaaaaoqfaaaafqmaaaaadqlbaaaacnqjaaagpqmdaaapohbaa
    1aaaadpgaaaaalqhaaaajqqeaaakqqqeaaeqhiqeaabeakqcaaaaahqbaaaaadqba
    3abmmnibaaaijpqcaaaadqkaaaaahqgaaaaafqkaaaaaahqhaaadipncaacoqkbaa
    9aalqiaaaagqlnjaaahqajqaaacpmqqdaaafhhqeaaaaafqfaaadhqlaaaanqlbaa
    1aaaeoofaaaajqqhaaafpqpdaaepqqmaaafqqqmaaaaamqnbaaaaiqqhaaaaeopga
    7aaepqqfaaagjlqlaaaaadqfaaaadoqkaaahqqldaaaipnaaaaafqhaaaaahocaaa
    6aaaimbaaaabpmbaaaagqdaaaaahqbaaaabqqofaaabmqgojaaacqgkpaaaagqqla
    8aaakmdaaaaiqpoaaaafqkqbaaafqqkbaabqmqiaaabqdeqeaaamleqjaaackonea
    4aaahpbaaaaapqbaaaajqqcaaacqqqaaaakqqqqiaaippoifaaaalmaaaaaagpbaa
    3aclqqibaacmjjqkaaaaaeqjaaaacpqaaaaadqoaaaaaanqdaaaelqiaaadpmeaaa
    1aaabqlaaaaabqqeaaaaiqqaaaakqqqbaagqoqpaaabdfqmaaaaaeqmaaaaacpmaa
    4aaacpiaaaaalqeaaaajqqaaaadpqqaaaamqqqogaagmoqmfaaaainaaaaaacobaa
    0aaemkbaaadqnpkaaafqcbodaainaakiaaimaaiiaaioaaliaadqonqcaaaiqnfaa
    5adpnmibaaeqommcaaaqeaaaaaamjaaaaaahqdaaaaaaoiaaaaafpkaaaacpqcaaa
    3aaflqqiaaapoimpaaaaacojaaaaalmbaaaabqfaaaaabojaaaabepjaaaahqlcaa
    6aaaloaaaaakqeaaaabplaaaaadqmicaaahqqmodaaeqiakjaabmpjokaaacknlba
    9aafphaaaaaoqqfaaaanoopaaaadloqdaaaaagqcaaaaaeqhaaaablqgaaaepqkaa
    6aadpeaaaaamqcaaaabqhbaaaadqbgbaaadpimndaacqcahmaaanjejpaaadnqpfa
    1aaaaknhaaaafqqlaaaeoqqhaadoqqqeaahqqqqeaaacnqqdaaaalqqaaaaacnqba
    7aajpqfaaaaqqqnaaaaadqlaaaachqnkaacpqqmeaadnqkaaaaahqcaaaaamnaaaa
    5aanqmhaaaeqpmmdaaeqfaaaaadqjaaaaaapqcaaaaaeqoaaaabjoqaaaabnqkaaa
    4aaadnbaaaaaiqdaaaabpqeaaaaiqqbaaacqoqfbaalqqqqkaafilqebaaaacqcaa
    4aaaapjaaaaaiqfaaaabqqfaaaalqqbbaagqqqpjaahpqqkbaaabhqbaaaaabpfaa
    7aahpgaaaaacopcaaaaafqgaaaaafqjcaafoqpleaafhmlaaaaaepbaaaaaklaaaa
    2acpnaaaaamqqdaaaafnqeaaaaaiqeaaaaaiqeaaaaamqaaaaaaqqqogaabqqqmha
    8aacmmaaaaahqpjbaaagonpdaaabqqeaaaahqoaaaabpjqfaaacnnqkaaaablmfaa
    2acppfaaaafqqlaaaajpqmaaaaaeqgaaaaaiqcaaaabonaaaaaeqooqfaacoqnjba
    2aaeoqeaaadqqqgaaaiqmqhaaadfmpaaaaaapmaaaaagqcaaaaaiqmfbaaaeqqpea
    5adlpmhbaaeqnljgaaepaaaaaadqiaaaaaalqiaaaaaanmaaaabhqdaaaafngaaaa
    5aenjidaaafqommgaaiqbaaaaadqlbaaaaaiqjaaaaaakqaaaabbmoaaaaeoodaaa
    4aaaanlaaaaaiqfaaaadpqeaaaaipqkbaaeqoqqlaahqnpodaaaaaqlaaaaaamlaa
    8aadonbaaaajqqjaaaaiqlpbaaacoqpcaaagqqgaaaaplkmaaabqllpaaaafnphaa
    8aacqkbaaaahqqmaaaadqqpaaaacqoaaaaaipqgaaaanijnaaaamkhqaaaadnpkaa
    4aaafqdaaaabpqeaaaakqqbaaadqqpecaakqqqqmaabhongfaaaalmaaaaaaekaaa
    9aahqlbaaabpmmmaaacqcgqcaabqggqgaaahqpqjaaaaaamlaaaddgqfaaaiqogaa
    0aaconaaaaakppiaaacqhepaaaeqeanhaaeqbakiaaeqfbmlaabponqdaaadmnfaa
    8aaampgaaaafqnpaaaacqqmbaaaalqobaaahqpkaaabqicofaaamkemhaaaclqnda
    9aadmfaaaabpoqgaaagqagqgaafqloqeaaaikmqaaaabbhpbaaaikkqcaaacnohaa
    8aafopcaaaanojkaaaapicpdaaalmjocaaahqocaaaanoqeaaadpiokaaaagqqiaa
    0aaelpiaaaanqlnhaadqmaeiaagqfaeiaahjaajhaaekacpcaabqmokaaaaeoobaa
    1aaanpiaaaabqqkaaaabqqiaaaaeqqcaaaalqoaaaacqqkaaaaanqpcaaaabnqeaa
    2aagoiaaaagqkoeaaalfaleaaaegcqcaaaaanhaaaaahoaaaaaamkiieaaahooona
    3aakqkbaaagogqdaaafefpaaaaaamobaaaaadlpbaaaaaakiaaajiipgaaajppjaa
    4aaameaaaaagpcaaaaaqfaeeaaepcdpjaacpqqqeaaaciqiaaaaaipaaaaaaljaaa
    5aagimoaaafqpmhaaaiqneaaaacliolaaaaaaapbaaaaaaofaabjimobaaakpmdaa
    6aadngaaaaakpcaaaacpdaaaaaeoaaaaaaeooqncaadqjbemaaaokfllaaadnpiaa
    7aagqqqqkaagkioqdaaaaeqiaaackopgaaagqqqhaaaapjaaaaagqgaaaaaknbaaa
    8aabknnbaabnkeoeaainahmaaacmopcaaaafppcaaaaihdndaaaiianeaaablqqca
    9aagmnfaaacqjipcaaimadpiaaepmqnbaaaccqgaaaaabqbaaaaafqaaaaadqoaaa
    0aaeniaaaaanqphaaadqjgpgaaioaaeiaaimaaeiaaemaalgaaaokmobaaahplcaa
    1aaaaoeaaaaadqlaaaaakqjaaaaanqhaaaamqqeaaabnmqfaaaaaeqjaaaaaaokaa
    2aakqlaaaaipkpcaaallcqfaaahfgqdaaaabpkaaaaakqcaaaaamoikfaaamqqqpa
    3aagpqkaaadqlpkaaaekkqeaaaaeqpdaaaabjqpcaaaaadqgaaadjmqfaaajqqiaa
    4aaanmaaaaagqhaaaaappbbeaagqkjpoaajqqqqeaacimqjaaaaanqaaaaaaopbaa
    5aapqqpjaagqnmmlcadpocaaaaagqfaaaaaaolaaaaaamiaaaabookaaaaanqdaaa
    6aaanjaaaaaipfaaaaaoiaaaaacqdacaaaaqnqqgaabqlehmaaalmfnjaaabmplca
    7aaemqkaaaapmmlaaaabajhaaaaehpnhaagqqpkdaabemhaaaaacqcaaaaagmaaaa
    8aacmqkaaaamhbneaadqaimaaaeqlobaaaahqgaaaaagmpcaaaaihneaaaadnqdaa
    9aaeoqpbaafqieqhaainaeqmaahqpqndaaagmqeaaaaalmaaaaaaqhaaaaadqcaaa
    0aafpmiaaaanqkndaafqjaieaaenbaeiaaeiaaieaaboaaldaaamjjpaaaaeopeaa
    1aaaennaaaaakqqbaaadoqnaaaaiqqfaaadpqqeaaaeqqqgaaacipqjaaaaaeomaa
    2abnqqeaaajpgniaaafkamkaaaaagqfaaaafqkaaaacqlaaaaafqniifaabkoqqqa
    3aaiooeaaafmehmaaaecdnfaaaaaqpbaaaaadjobaaaaaahiaaadeenhaaalqpfaa
    4aabldaaaaajqaaaaabqfabcaagqcbnkaahqjpnaaacjmqbaaaaaojaaaaacqhaaa
    5aalhmpbaabqojgaaaimaaaaaafoppfaaabgekjaaaaaaelaaaakeniaaaamqkbaa
    6aaembaaaaaonaaaaacqdaaaaahnaaaaaahmhmgcaaeppmnlaabnqflmaaafnqlba
    7aaenqqqkaalpmnqfaaaaamlaaabafpcaaaonppgaaapqpjcaaabqhaaaaagocaaa
    8aaclqmcaaalhehiaafoeaieaacpjglaaaadqlaaaaajnlaaaaamkqbaaaacmqdaa
    9aajqmcaaaaqdfkaaaaneoqeaaaeqqqhaaaadekeaaaaaaigaaambbndaaaipqjaa
    0aacmpmbaaboooliaafqdaciaaioaagiaaemaajeaabqbbobaaaljliaaaacnobaa
    9aadlnfaaaakmfqaaaahkgpeaaacnqogaaaaaahjaaaaaaelaaajhailaaadjqqga
    5aagiindaaboomjdaaeqicaaaaeqnphaaaaaadpaaaaaadpaaaaginiaaaajpiaaa
    5aadijjaaagqmifaaalnaaaaaajqkfaaaaadinkbaaaaaakhaaafceniaaahqoiaa
    6aaaipcaaaagqfaaaaamiaaaaaangaaaaaammqoaaaaopgilaadmofknaaaajqnfa
    5abflpeaaaiqngcaaalhaaaaaalqqlcaaaaeefmdaaaaaaflaaabgaklaaacmqpca
    0aajqpobaabppfkhaagqbabiaainaaeiaahgaaggaafjaanbaaaqfmmaaaaipkbaa
    9aahnqhaaacqgfmbaaemabqeaabmmnqdaaaaeinaaaaaaenaaaaidkkaaaagppdaa
    8aaepokbaaahjajiaaaljcnhaaaepoeaaaagppbaaaeobnhaaahnbfnaaaahoqqba
    9aaemqmaaafqiemcaamgaaneaagqnqqhaaadebiiaaaaaaemaaaijcjjaaacnqpda
    8aafmpkbaacohejhaahphajiaabfplndaaadpqfaaaapjmhaaaapfimaaaaeoqlaa
    4aaahkaaaaadpfaaaaallaccaafocbnhaahpciqdaadoqqiaaaaahqaaaaaagqcaa
    1aahmjaaaaamqqbaaaalqqaaaaamqqaaaaanqqaaaaanqqaaaaboqqbaaaaemmjaa
    7aagqqjaaaaojmlaaaabajgaaaabgqkgaaakqolfaaafpcaaaaadnaaaaaahiaaaa
    7aablqqkaaanoimlaaaeaaneaaaaadpaaaacpqqjaaadnqibaaaahkaaaaaandaaa
    3aahpqmaaaeqlmmaaachbnlaaaaanqgaaaaalpqdaaaaabpiaaafqmpiaaahqqnca
    5aagoonlaaaomfecaadqqeaaaacllqdaaaaaahkaaaaaablaaaadhmiaaaaholbaa
    1aaaknaaaaaanqfaaaaaqqeaaaadqqhaaaahqqjaaaajqqkaaaakqqoaaaabfhpia
    0aacnkdaaaakpmnbaaaqeageaacqdabhaafnfaciaaemaadiaaanfgnfaaafoniba
    0aafnnfaaaaqqkpdaafqcbieaaenaaeiaaimaaghaafpaahhaaaqifpdaaafopjaa
    2acpqhaaaakpkqcaaajlfqaaaaaamlaaaaafqcaaaadpiaaaaaipffidaadpqqqka
    2aafppcaaadqjqfaaafjbqbaaaaakjaaaaabqdaaaaajjaaaaaalohgcaaagqqpca
    7aadlqqeaaajmmqjaaaaabqiaaaajoqjaaabqqofaaaagqeaaaaaloaaaaabphaaa
    8aaenqocaacpfeoeaaipgbpbaaeqqnkaaaabjqkaaaaeodogaaajkdniaaadpqlba
    2aahqqdaaahqjohaaakjaofaaaddeqcaaaaamlaaaaagqdaaaaampiidaaakqqqja
    0aaenlhaaaaoqnqcaafqeafhaaioaaeiaagjaaeiaacobaigaaanmjpcaaadqmfaa
    1aaaalodaaaacqqcaaaalqoaaaadqqpaaabnqqnaaagqjpnaaaaaamqbaaaaajoba
    2aclqmbaaajqjqeaaaoheqbaaagfjoaaaaadqfaaaaanoaaaaadqlimjaacpqqnqb
    6aadmdaaaaanocaaaadkaaaaaaaadfdaaaekqqqeaagqeaijaaapmejmaaacnqoea
    3aclqpcaaampmqeaaaddgqcaaaacpmaaaaadqqmbaaaabgpkaaagmiolaabqqqlda
    3aahoqlaaacqllqcaaaddpjaaaaakqiaaaaadopcaaaaabqgaaadmnpcaaagqmfaa
    7aafqqqqlaagjffpiaaaaajlbaaadgqdaaafqqqhaaaeiqebaaabnkaaaaadqcaaa
    3acnqqlaaaklemmaaabbeoiaaaacqqiaaaaahjqiaaaaaakmaaafjkqjaaapqnhaa
    3abkqqgaaahojmmaaabbfpfaaaadqodaaaabloqgaaaaaamlaaahinqfaaapqmfaa
    4aaboiaaaaaiqeaaaabqjabfaaiqfbmpaakqmlqgaadoqqiaaaaalqbaaaaanoaaa
    6aacmiaaaaamnfaaaabqbaaaaacoaaaaaacqfkkeaaaqoignaaanjceoaaadkqqha
    6aacnnbaaaajnfaaaaanfaaaaaapcaaaaaapkjjcaaaqlilmaabolbenaaadlqpea
    6aabneaaaaafpcaaaaamhaaaaaaogaaaaaaqmpphaaaoogeobaajodeocaabhoqla
    4aaeqgaaaaampbaaaabqlaaaaaiqdaheaamqglqhaahqqpdaaaaeqkaaaaaeqgaaa
    9aaajpqjaaaknemhaafobcpdaaeomqpaaaabbnhaaaaaepbaaaaaliaaaaaameaaa
    1aabplbaaaacqqhaaaagqqfaaaaiqqeaaaajqnaaaaalqnaaaaalqlaaaaaboqdaa
    5aackqeaabkqqpeaaaqqkbaaaapqqhaaaaflfpcaaaaaaljaaaadkqjaaaacqpcaa
    0aafilfaaaanqmmaaabqjajdaadqgaggaadlbafgaaamaalgaaaofmpbaaagqncaa
    9aadoqiaaadpiepbaaikadqiaadpnqobaaacfqeaaaaailaaaaaapcaaaaacnaaaa
    5aafimqeaadqlhbaaadogeaaaafqmogaaaacaemaaaaaaekaaaagiohaaaahnhaaa
    2aalqpfaaaiqoqiaaalkaqiaaadbgqcaaaabpkaaaaalpbaaaaaqommiaabpqqoia
    8aaenpjaaaeogfqaaahmccqaaaeqpohaaaajqqfaaaakgipcaaaljenlaaacoqpga
    2acpqpcaaaioioiaaahfcqfaaaaamnaaaaaipbaaaabphaaaaaeqjiicaacpqqqna
    0aadlqkaaaakqkogaaaphaliaadqcaiiaaemaajiaagpbamiaadpkipeaaafmojaa
    0aahpjfaaaaoqopaaabqiegeaaepbagfaadlaahfaadlabncaabninnaaaagplbaa
    1aaacnjaaaaahqpaaaaalqhaaaaapqcaaaahqoaaaaanqoaaaaaipqaaaaaadniaa
    7aadlqpbaabqokqcaafmaimaaaabbnjaaaalqqncaaalopmfaaaapjaaaaaapfaaa
    6aaaepbaaaaanibaaaagmaaaaaaikaaaaaanmlkaaaeqpilkaabhpedmaaaahpqia
    3aaiopgaaaeqmolaaaeibohaaaaaoqfaaaaalqqcaaaaabphaaaeliohaaalqqkaa
    2aakqqhaaagpjomaaadfaniaaaaaknaaaaacqeaaaaamiaaaaaaqnlidaaamqqqfa
    1aaaaklaaaaaaqnaaaaahqjaaaaanqdaaaakqqaaaaapqqeaaadmgqgaaaaaaknha
    7aadnqlaaaaomoqbaaagahpaaaaaamlaaaainqoeaafqqomeaaadqdaaaaainaaaa
    4aacnnaaaaajqgaaaaaoqcaeaafqkbnpaahqqqqeaaaipqiaaaaaokaaaaabqlaaa
    6aadlaaaaaamlaaaaabobaaaaacpaaaaaaeppqpcaabqieilaabqlhkmaaafkmpha
    3aamqqnbaaepjmqcaaacalpaaaaamqeaaaaaiqnbaaaaagqgaaaeggqgaaamqqjaa
    1aaampcaaaaanqiaaaaaoqjaaaaanqgaaaahqqdaaabqqqbaaaaiqqcaaaaajqhaa
    3ackolbaaahpiqeaaabbgpbaaaaapjaaaaabqpjbaaaabgpiaaciegphaacnqpjaa
    9aackqnaaadqicqbaainacqgaagqmqqhaaaceimbaaaabpdaaaaajkaaaaabqdaaa
    1aabohaaaaagqqbaaaahqpaaaaagqpaaaaagqpaaaaaeqqbaaaaeqqgaaaabpqiaa
    """
}
